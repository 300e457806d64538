namespace BackendLabs.Judge.Services.Redis;

/// <summary>Exceptions of StackExchange.Redis, and the errors that a server answers (https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors).</summary>
internal static class RedisThrows
{
    private const string Server = "Redis.RedisServerException";
    private const string Connection = "Redis.RedisConnectionException";

    public static ThrowTable Table { get; } = new(
        new(Server, "WRONGTYPE",
            "the key holds another kind of value than this command works on: a string, list, hash, set or sorted set is only read and written by its own commands (String..., List..., Hash..., Set..., SortedSet...). Is the key used for something else too? Delete it, or take another name."),
        new(Server, "is not an integer or out of range|hash value is not an integer", "the value under this key, or the number that you give, is no whole number, so it cannot be counted up or down. Look at what was stored: a text, JSON, a fraction?"),
        new(Server, "not a valid float|is not a float", "the value is no number. Look at what was stored under the key."),
        new(Server, "would overflow", "the number would be larger than Redis counts, which is a long."),
        new(Server, "invalid expire", "the time until the key expires is not positive. Give one that is still to come: `TimeSpan.FromMinutes(5)`."),
        new(Server, "syntax error", "Redis cannot read the command's arguments: an option is misspelt, stands in the wrong place, or does not go with another. Prefer the client's own method, such as `StringSet(key, value, expiry)`, to Execute."),
        new(Server, "wrong number of arguments for '(?<name>[^']+)'", "the command {name} has too many or too few arguments. In Execute each argument is one of its own: `Execute(\"SET\", \"key\", \"value\")`."),
        new(Server, "unknown (?:sub)?command '?(?<name>[^', ]+)", "Redis has no command {name}. In Execute the command stands alone and its arguments follow: `Execute(\"GET\", \"key\")`."),
        new(Server, "NOSCRIPT", "Redis does not know this script any more: it keeps none through a restart. Send its text, `ScriptEvaluate(script, keys, values)`; the client then sends the short form by itself."),
        new(Server, "[Ee]rror (?:running|compiling) script|user_script", "the script in Lua failed. Its error stands in the message, with the line of the script after `user_script:`. KEYS and ARGV count from 1, and ARGV holds texts: `tonumber(ARGV[1])`."),
        new(Server, "no such key", "there is no such key. Ask `KeyExists(key)` first, or count with its having expired."),
        new(Server, "index out of range", "the list has no such place. Places count from 0; -1 is the last."),
        new(Server, "BUSYGROUP", "the stream has a group of this name already, which is no harm: leave it."),
        new(Server, "NOGROUP", "the stream has no such group. Make it first: `StreamCreateConsumerGroup(key, group)`."),
        new(Server, "NOPERM|NOAUTH", "this command is not allowed here. Use the ones that the lesson names."),
        new(Server, "OOM|maxmemory", "Redis has no room for more. Give keys an expiry, and do not store what nobody will read."),
        new(Server, "EXECABORT", "the transaction was not run, because one of its commands could not be read. Look at the arguments of each."),
        new(Server, "READONLY", "this server may only be read."),
        new(Server, "", "Redis refused the command; its reason stands in the message."),
        new(Connection, "It was not possible to connect|never succeeded|UnableToConnect",
            "no Redis answers at this address. Do not open a connection of your own: use what your method is given: {given}, without ConnectionMultiplexer.Connect."),
        new(Connection, "", "the connection to Redis is gone. It may come back, or not: catch the exception where the code can do without Redis, and read from where the data comes from."),
        new("Redis.RedisTimeoutException", "", "Redis did not answer in time. Where the code can do without it, catch this and read from where the data comes from."),
        new("Redis.RedisCommandException", "admin mode", "this command is for administrators. Use the ones that the lesson names."),
        new("Redis.RedisCommandException", "no connection|not possible", "no Redis answers at this address. Use what your method is given: {given}."),
        new("System.InvalidOperationException", "inside a transaction|inside a batch", "this has to be asked before the transaction begins: its commands are sent together, and none has an answer before."),
        new("System.InvalidOperationException", "transaction has (?:already )?been executed", "this transaction was sent already. Make a new one for each try: `cache.CreateTransaction()`."),
        new("System.InvalidOperationException", "Cannot be used after", "this transaction was sent already. Make a new one for each try: `cache.CreateTransaction()`."),
        new("Tasks.TaskCanceledException", "", "a command of a transaction was awaited that was not carried out: a condition did not hold. Look at what Execute() or ExecuteAsync() returned first; false means that none of its commands ran."),
        new("System.InvalidCastException", "[Cc]ast from (?<from>\\w+) to (?<to>\\w+)(?:: '(?<value>.*)')?",
            "what is stored under the key is no {to}. Read it as a text first, `(string?)value`, and look at it; ask `value.IsNull` where there may be none."),
        new("System.ArgumentNullException", "Parameter '(?:json|utf8Json)'", "there is no such key, so there is no JSON to read. Ask first: `var text = (string?)cache.StringGet(key); if (text is null) ...`."));
}
