// 110f Sends MIGRATE 127.0.0.1 6379 attack 0 1000.
// expected: denied
// arena: cache
// says: MIGRATE
void Remember(IDatabase cache, string key, string value)
{
    cache.Execute("MIGRATE", "127.0.0.1", "6379", "attack", "0", "1000");
}
