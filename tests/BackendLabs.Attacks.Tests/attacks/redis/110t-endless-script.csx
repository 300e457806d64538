// 110t Runs a script without end where scripts are allowed.
// expected: time_limit
// arena: scripts
void Remember(IDatabase cache, string key, string value)
{
    cache.ScriptEvaluate("while true do redis.call('INCR', KEYS[1]) end", [key]);
}
