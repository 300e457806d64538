using System.Collections.Frozen;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>Why a command does not pass, and what to do instead.</summary>
internal static class RedisRefusals
{
    private const string Durable = "the server of a lab keeps nothing on disk, it lives as long as the check. There is nothing to save, go on without it";
    private const string Single = "there is one server and it stays as it is. Read and write its keys directly";
    private const string Diagnosis = "it shows or changes how the server itself works. The timeline below your result shows each command with its duration";

    private const string Script =
        "this lab is solved without Lua, as its lesson says. Use one command that does the work at once (INCR, SET with NX), or a transaction";

    private static readonly FrozenDictionary<string, string> Reasons = new Dictionary<string, string>
    {
        ["CONFIG"] = "it changes the server that your code is checked on. Say what you need with the command itself, e.g. an expiry with SET",
        ["MODULE"] = "it loads native code into the server. Use the data types that Redis brings",
        ["DEBUG"] = "it can stop or crash the server. OBJECT ENCODING and TYPE tell about a key",
        ["SHUTDOWN"] = "the server must outlive your code, others read from it. Close your own connection instead",
        ["REPLICAOF"] = Single,
        ["SLAVEOF"] = Single,
        ["FAILOVER"] = Single,
        ["CLUSTER"] = Single,
        ["READONLY"] = Single,
        ["READWRITE"] = Single,
        ["ASKING"] = Single,
        ["PSYNC"] = Single,
        ["SYNC"] = Single,
        ["REPLCONF"] = Single,
        ["ROLE"] = Single,
        ["MIGRATE"] = "it lets the server connect elsewhere. COPY or RENAME moves data within this server",
        ["COPY"] = "in a lab with scripts nobody sees the database that it copies to. Read the value and write it again with the command of its type",
        ["RESTORE"] = "a hand-made payload can crash the server. Write the value with the command of its type",
        ["DUMP"] = "its bytes can only be used by RESTORE, which is not allowed either. Read the value and write it again with the command of its type",
        ["SAVE"] = Durable,
        ["BGSAVE"] = Durable,
        ["BGREWRITEAOF"] = Durable,
        ["LASTSAVE"] = Durable,
        ["MONITOR"] = "it slows the server and shows other clients' data. The timeline below your result shows every command that you sent",
        ["CLIENT"] = "it reaches into other clients' connections or changes how replies come. SETNAME, GETNAME, ID, INFO and LIST are answered",
        ["ACL"] = "users and passwords of the server are not your code's to change. You are signed in already",
        ["LATENCY"] = Diagnosis,
        ["SLOWLOG"] = Diagnosis,
        ["MEMORY"] = Diagnosis,
        ["COMMAND"] = "labs use the commands of the documentation. See https://redis.io/commands for what each does",
        ["SWAPDB"] = "labs use database 0 only. Tell data apart by a prefix of the key, e.g. 'cart:7'",
        ["MOVE"] = "labs use database 0 only. Tell data apart by a prefix of the key, e.g. 'cart:7'",
        ["SELECT"] = "labs use database 0 only. Tell data apart by a prefix of the key, e.g. 'cart:7'",
        ["RESET"] = "the gate keeps your connection signed in. Open a new connection instead",
        ["SSUBSCRIBE"] = "there is no cluster. Use SUBSCRIBE",
        ["SPUBLISH"] = "there is no cluster. Use PUBLISH",
        ["EVAL"] = Script,
        ["EVAL_RO"] = Script,
        ["EVALSHA"] = Script,
        ["EVALSHA_RO"] = Script,
        ["SCRIPT"] = Script,
        ["FUNCTION"] = Script,
        ["FCALL"] = Script,
        ["FCALL_RO"] = Script,
    }.ToFrozenDictionary();

    public static string ReasonFor(string name) =>
        Reasons.GetValueOrDefault(name, "it is not one of the data commands that labs use. Check its spelling, or use a command on strings, hashes, lists, sets, sorted sets, streams or channels");
}
