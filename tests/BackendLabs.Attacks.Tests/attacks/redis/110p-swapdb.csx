// 110p Sends SWAPDB 0 1.
// expected: denied
// arena: cache
// says: SWAPDB
void Remember(IDatabase cache, string key, string value)
{
    cache.Execute("SWAPDB", "0", "1");
}
