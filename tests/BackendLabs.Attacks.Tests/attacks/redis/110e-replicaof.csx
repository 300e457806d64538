// 110e Sends REPLICAOF 127.0.0.1 6379.
// expected: denied
// arena: cache
// says: REPLICAOF
void Remember(IDatabase cache, string key, string value)
{
    cache.Execute("REPLICAOF", "127.0.0.1", "6379");
}
