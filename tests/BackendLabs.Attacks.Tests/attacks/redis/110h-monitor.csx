// 110h Sends MONITOR.
// expected: denied
// arena: cache
// says: MONITOR
void Remember(IDatabase cache, string key, string value)
{
    cache.Execute("MONITOR");
}
