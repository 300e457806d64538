// 110m Sends ACL SETUSER default on nopass.
// expected: denied
// arena: cache
// says: ACL
void Remember(IDatabase cache, string key, string value)
{
    cache.Execute("ACL", "SETUSER", "default", "on", "nopass");
}
