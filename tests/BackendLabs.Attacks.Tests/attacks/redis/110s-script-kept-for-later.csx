// 110s Leaves a function in the server for the next check, and asks for what another left.
// expected: failed
// arena: scripts
void Remember(IDatabase cache, string key, string value)
{
    cache.Execute("FUNCTION", "LOAD", "REPLACE", "#!lua name=kept\nredis.register_function('kept', function(keys, args) return '" + value + "' end)");
    var libraries = (RedisResult[])cache.Execute("FUNCTION", "LIST")!;
    if (libraries.Length > 1)
        cache.StringSet(key, value);
}
