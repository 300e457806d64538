// 110n Sends FUNCTION LOAD x.
// expected: denied
// arena: cache
// says: FUNCTION
void Remember(IDatabase cache, string key, string value)
{
    cache.Execute("FUNCTION", "LOAD", "x");
}
