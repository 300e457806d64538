// 110b Sends MODULE LOAD /tmp/x.so.
// expected: denied
// arena: cache
// says: MODULE
void Remember(IDatabase cache, string key, string value)
{
    cache.Execute("MODULE", "LOAD", "/tmp/x.so");
}
