// 110 Sends CONFIG SET maxmemory 0.
// expected: denied
// arena: cache
// says: CONFIG
void Remember(IDatabase cache, string key, string value)
{
    cache.Execute("CONFIG", "SET", "maxmemory", "0");
}
