// 110l Sends CLIENT REPLY OFF.
// expected: denied
// arena: cache
// says: CLIENT
void Remember(IDatabase cache, string key, string value)
{
    cache.Execute("CLIENT", "REPLY", "OFF");
}
