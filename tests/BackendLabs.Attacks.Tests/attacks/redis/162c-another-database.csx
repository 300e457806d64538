// 162c Keeps what it was given in another database, where no check clears it.
// expected: denied
// arena: cache
// says: COPY DB is not allowed|COPY DB
void Remember(IDatabase cache, string key, string value)
{
    cache.StringSet(key, value);
    cache.Execute("COPY", key, "kept", "DB", "1");
}
