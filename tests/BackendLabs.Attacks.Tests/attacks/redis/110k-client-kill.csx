// 110k Sends CLIENT KILL TYPE normal.
// expected: denied
// arena: cache
// says: CLIENT
void Remember(IDatabase cache, string key, string value)
{
    cache.Execute("CLIENT", "KILL", "TYPE", "normal");
}
