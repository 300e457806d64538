// 110c Sends DEBUG SEGFAULT.
// expected: denied
// arena: cache
// says: DEBUG
void Remember(IDatabase cache, string key, string value)
{
    cache.Execute("DEBUG", "SEGFAULT");
}
