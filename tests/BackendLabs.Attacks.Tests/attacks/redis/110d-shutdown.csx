// 110d Sends SHUTDOWN NOSAVE.
// expected: denied
// arena: cache
// says: SHUTDOWN
void Remember(IDatabase cache, string key, string value)
{
    cache.Execute("SHUTDOWN", "NOSAVE");
}
