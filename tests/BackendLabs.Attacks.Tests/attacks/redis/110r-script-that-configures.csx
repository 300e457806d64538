// 110r Changes the server from a script.
// expected: runtime_error
// arena: scripts
// says: CONFIG|config
void Remember(IDatabase cache, string key, string value)
{
    cache.ScriptEvaluate("return redis.call('CONFIG', 'SET', 'maxmemory', '0')");
}
