// 110o Sends RESTORE attack 0 x.
// expected: denied
// arena: cache
// says: RESTORE
void Remember(IDatabase cache, string key, string value)
{
    cache.Execute("RESTORE", "attack", "0", "x");
}
