// 160 Sends a MULTI that Redis refuses, and then loses an update.
// expected: failed
// arena: race
// says: sold twice
bool Buy(IDatabase cache, string key)
{
    try { cache.Execute("MULTI", "x"); } catch (RedisServerException) { }
    var left = (int)cache.StringGet(key);
    if (left < 1)
        return false;
    cache.StringSet(key, left - 1);
    return true;
}
