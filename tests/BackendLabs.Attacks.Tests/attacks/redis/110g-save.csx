// 110g Sends SAVE.
// expected: denied
// arena: cache
// says: SAVE
void Remember(IDatabase cache, string key, string value)
{
    cache.Execute("SAVE");
}
