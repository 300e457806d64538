// fails: last-piece-once, counts-every-sale
// breaks: as-many-as-sold
// Redis refuses a MULTI with an argument, so that no transaction begins: the rest is read, then write.
bool Buy(IDatabase cache, int id)
{
    try
    {
        cache.Execute("MULTI", "now");
    }
    catch (RedisServerException)
    {
        // ERR wrong number of arguments for 'multi' command
    }

    var left = (int)cache.StringGet($"stock:{id}");
    if (left < 1)
        return false;
    cache.StringSet($"stock:{id}", left - 1);
    return true;
}
