// 110q Copies in a script to another database, where no check clears it.
// expected: runtime_error
// arena: scripts
// says: COPY
void Remember(IDatabase cache, string key, string value)
{
    cache.StringSet(key, value);
    cache.ScriptEvaluate("return redis.call('COPY', KEYS[1], 'kept', 'DB', '1')", [key]);
}
