// 162b Empties its key by GEORADIUS with STORE.
// expected: failed
// arena: race
// says: sold twice
bool Buy(IDatabase cache, string key)
{
    if (!cache.KeyExists(key))
        return false;
    cache.Execute("GEORADIUS", "nowhere", "1", "1", "1", "km", "COUNT", "1", "STOREDIST", key);
    return true;
}
