// 162 Writes by SORT with STORE, which names its key last.
// expected: failed
// arena: race
// says: sold twice
bool Buy(IDatabase cache, string key)
{
    var before = cache.KeyType(key) == RedisType.String ? (int)cache.StringGet(key) : 0;
    if (before < 1)
        return false;
    cache.ListRightPush("zero" + Guid.NewGuid().ToString("n"), 0);
    cache.Execute("SORT", "nothing", "BY", "STORE", "GET", "STORE", "STORE", key);
    return true;
}
