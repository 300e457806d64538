using BackendLabs.Judge.Services.Redis;

namespace BackendLabs.Judge.Tests.Redis;

internal sealed class RedisRefusalTests : GateFixture
{
    [TestCase("CONFIG SET maxmemory 1", "CONFIG SET", "changes the server")]
    [TestCase("CONFIG GET requirepass", "CONFIG GET", "changes the server")]
    [TestCase("CONFIG REWRITE", "CONFIG REWRITE", "changes the server")]
    [TestCase("MODULE LOAD /tmp/x.so", "MODULE", "native code")]
    [TestCase("DEBUG SEGFAULT", "DEBUG", "crash the server")]
    [TestCase("debug sleep 100", "DEBUG", "crash the server")]
    [TestCase("SHUTDOWN NOSAVE", "SHUTDOWN", "outlive")]
    [TestCase("REPLICAOF 127.0.0.1 6379", "REPLICAOF", "one server")]
    [TestCase("SLAVEOF NO ONE", "SLAVEOF", "one server")]
    [TestCase("FAILOVER", "FAILOVER", "one server")]
    [TestCase("CLUSTER INFO", "CLUSTER", "one server")]
    [TestCase("PSYNC ? -1", "PSYNC", "one server")]
    [TestCase("SYNC", "SYNC", "one server")]
    [TestCase("MIGRATE 127.0.0.1 6379 k 0 100", "MIGRATE", "connect elsewhere")]
    [TestCase("RESTORE k 0 x", "RESTORE", "payload")]
    [TestCase("SAVE", "SAVE", "nothing on disk")]
    [TestCase("BGSAVE", "BGSAVE", "nothing on disk")]
    [TestCase("BGREWRITEAOF", "BGREWRITEAOF", "nothing on disk")]
    [TestCase("MONITOR", "MONITOR", "timeline")]
    [TestCase("CLIENT PAUSE 100000", "CLIENT PAUSE", "other clients")]
    [TestCase("CLIENT KILL TYPE normal", "CLIENT KILL", "other clients")]
    [TestCase("CLIENT NO-EVICT on", "CLIENT NO-EVICT", "other clients")]
    [TestCase("CLIENT REPLY OFF", "CLIENT REPLY", "other clients")]
    [TestCase("ACL SETUSER x on nopass +@all", "ACL", "users and passwords")]
    [TestCase("LATENCY RESET", "LATENCY", "timeline")]
    [TestCase("SLOWLOG GET", "SLOWLOG", "timeline")]
    [TestCase("MEMORY DOCTOR", "MEMORY", "timeline")]
    [TestCase("SWAPDB 0 1", "SWAPDB", "database 0")]
    [TestCase("SELECT 1", "SELECT", "database 0")]
    [TestCase("COPY k l DB 1", "COPY DB", "database 0")]
    [TestCase("COPY k l replace db 15", "COPY DB", "database 0")]
    [TestCase("MOVE k 1", "MOVE", "database 0")]
    [TestCase("LASTSAVE", "LASTSAVE", "nothing on disk")]
    [TestCase("RESET", "RESET", "signed in")]
    [TestCase("EVAL return(1) 0", "EVAL", "without Lua")]
    [TestCase("EVALSHA abc 0", "EVALSHA", "without Lua")]
    [TestCase("SCRIPT LOAD return(1)", "SCRIPT", "without Lua")]
    [TestCase("FUNCTION LIST", "FUNCTION", "without Lua")]
    [TestCase("FCALL f 0", "FCALL", "without Lua")]
    [TestCase("PFDEBUG ENCODING k", "PFDEBUG", "not one of the data commands")]
    [TestCase("GTE k", "GTE", "not one of the data commands")]
    [TestCase("BLPOP k 0", "BLPOP", "longer than a check")]
    [TestCase("BRPOP k 6", "BRPOP", "longer than a check")]
    [TestCase("BLPOP k 0x0", "BLPOP", "longer than a check")]
    [TestCase("BLPOP k -0", "BLPOP", "longer than a check")]
    [TestCase("BLMOVE a b LEFT LEFT 1e9", "BLMOVE", "longer than a check")]
    [TestCase("BZMPOP 0 1 k MIN", "BZMPOP", "longer than a check")]
    [TestCase("XREAD COUNT 1 block 0 STREAMS s $", "XREAD", "longer than a check")]
    [TestCase("XREADGROUP GROUP STREAMS c BLOCK 0 STREAMS s >", "XREADGROUP", "longer than a check")]
    [TestCase("WAIT 1 0", "WAIT", "longer than a check")]
    public async Task A_refused_command_is_told_why_and_reported(string line, string operation, string why)
    {
        var client = await ConnectAsync();
        var error = await client.ErrorAsync(line);

        Assert.That(error, Does.StartWith($"NOPERM {operation} is not allowed here: ").And.Contain(why));
        Assert.That(Refused, Has.One.Items);
        Assert.That(Refused.Single(), Has.Property("Operation").EqualTo(operation).And.Property("Service").EqualTo("redis"));
        Assert.That(Timeline.Single(), Does.StartWith(operation.Split(' ')[0]).And.EndsWith("-> refused"));
        Assert.That(await client.AskAsync("SET k 1"), Is.EqualTo(new RedisReply.Simple("OK")), "The connection lives on.");
    }

    [TestCase("FUNCTION RESTORE x")]
    [TestCase("SCRIPT KILL")]
    [TestCase("CONFIG SET a b")]
    public async Task Scripting_opens_scripts_and_nothing_else(string line) =>
        Assert.That(await (await ConnectAsync(new() { Scripting = true })).ErrorAsync(line), Does.StartWith("NOPERM"));

    [TestCase("AUTH secret", "ERR AUTH called without any password configured")]
    [TestCase("AUTH user secret", "ERR AUTH called without any password configured")]
    [TestCase("HELLO 9", "NOPROTO unsupported protocol version")]
    [TestCase("HELLO x", "ERR Protocol version is not an integer")]
    [TestCase("HELLO 3 AUTH user secret", "ERR AUTH called without any password configured")]
    [TestCase("CLUSTER SLOTS", "ERR This instance has cluster support disabled")]
    [TestCase("SENTINEL MASTERS", "ERR unknown command")]
    [TestCase("CLUSTER NODES", "ERR This instance has cluster support disabled")]
    public async Task What_a_client_tries_on_connecting_is_answered_as_by_a_plain_server(string line, string error)
    {
        Assert.That(await (await ConnectAsync()).ErrorAsync(line), Does.StartWith(error));
        Assert.That(Refused, Is.Empty);
        Assert.That(Timeline, Is.Empty);
    }

    [Test]
    public async Task The_clients_own_questions_are_answered_without_a_record()
    {
        var client = await ConnectAsync();

        Assert.That(await client.AskAsync("CLIENT SETNAME me"), Is.EqualTo(new RedisReply.Simple("OK")));
        Assert.That(((RedisReply.Bulk)await client.AskAsync("CLIENT GETNAME")).Text, Is.EqualTo("me"));
        Assert.That(await client.AskAsync("CLIENT ID"), Is.EqualTo(new RedisReply.Integer(1)));
        Assert.That(((RedisReply.Bulk)await client.AskAsync("CLIENT LIST")).Text, Is.EqualTo("id=1 name=me db=0\n"));
        Assert.That(await client.AskAsync("SELECT 0"), Is.EqualTo(new RedisReply.Simple("OK")));
        Assert.That(((RedisReply.Bulk)await client.AskAsync("INFO server")).Text, Does.Contain("redis_version"));
        Assert.That(((RedisReply.Bulk)await client.AskAsync("GET __Booksleeve_TieBreak")).Bytes, Is.Null);
        var databases = (RedisReply.Array)await client.AskAsync("CONFIG GET databases");
        Assert.That(databases.Items!.Cast<RedisReply.Bulk>().Select(item => item.Text), Is.EqualTo(["databases", "1"]));
        Assert.That(await client.AskAsync("QUIT"), Is.EqualTo(new RedisReply.Simple("OK")));
        Assert.That(await client.IsClosedAsync());
        Assert.That(Timeline, Is.Empty);
        Assert.That(Refused, Is.Empty);
    }

    [Test]
    public async Task A_transaction_with_a_refused_command_runs_none_of_it()
    {
        var client = await ConnectAsync();
        await client.AskAsync("MULTI");
        await client.AskAsync("SET k 1");
        await client.AskAsync("CONFIG SET a b");

        Assert.That(await client.ErrorAsync("EXEC"), Does.StartWith("EXECABORT"));
        Assert.That(await client.AskAsync("EXISTS k"), Is.EqualTo(new RedisReply.Integer(0)));
        await client.AskAsync("MULTI");
        await client.AskAsync("SET k 2");
        Assert.That(await client.AskAsync("EXEC"), Is.InstanceOf<RedisReply.Array>(), "The next transaction is a new one.");
        Assert.That(await client.AskAsync("EXISTS k"), Is.EqualTo(new RedisReply.Integer(1)));
    }

    [Test]
    public async Task A_short_wait_passes()
    {
        var client = await ConnectAsync();

        Assert.That(((RedisReply.Array)await client.AskAsync("BLPOP k 0.01")).Items, Is.Null);
        Assert.That(Timeline, Is.EqualTo(["BLPOP k 0.01 -> nil"]));
    }

    [Test]
    public async Task Words_and_results_read_plainly_on_the_timeline()
    {
        var client = await ConnectAsync();
        await client.SendAsync(RawClient.Encode("SET", "a key", "line\none \"quoted\" \u202e Gr", "EX", "60"));
        await client.ReadAsync();
        await client.SendAsync([.. "*3\r\n$3\r\nSET\r\n$1\r\nb\r\n$3\r\n"u8, 0xff, 0x00, (byte)'x', .. "\r\n"u8]);
        await client.ReadAsync();
        await client.SendAsync(RawClient.Encode(["RPUSH", "list", .. Enumerable.Range(0, 500).Select(i => new string('v', i))]));
        await client.ReadAsync();
        await client.AskAsync("SET c Grüße\u001b[2J");
        await client.AskAsync("HGET list f");
        await client.AskAsync("LRANGE list 0 2");

        Assert.That(Timeline, Is.EqualTo([
            "SET \"a key\" \"line\\x0aone \\\"quoted\\\" \\xe2\\x80\\xae …\" EX 60 -> OK",
            "SET b \"\\xff\\x00x\" -> OK",
            "RPUSH list \"\" \"v\" \"vv\" \"vvv\" \"vvvv\" \"vvvvv\" \"vvvvvv\" \"vvvvvvv\" \"vvvvvvvv\" \"vvvvvvvvv\" \"vvvvvvvvvv\" … 489 more -> 500",
            "SET c \"Grüße\\x1b[2J\" -> OK",
            "HGET list f -> error: WRONGTYPE Operation against a key holding the wrong kind of value",
            "LRANGE list 0 2 -> 3 items",
        ]));
        Assert.That(Seen.Select(seen => seen.Detail.Length), Has.All.LessThanOrEqualTo(200));
    }
}
