// 119 Keeps a list where the check looks for a text.
// expected: failed
// arena: cache
// says: another kind of value
void Remember(IDatabase cache, string key, string value)
{
    cache.ListLeftPush(key, value);
}
