// 110i Sends CLIENT PAUSE 100000.
// expected: denied
// arena: cache
// says: CLIENT
void Remember(IDatabase cache, string key, string value)
{
    cache.Execute("CLIENT", "PAUSE", "100000");
}
