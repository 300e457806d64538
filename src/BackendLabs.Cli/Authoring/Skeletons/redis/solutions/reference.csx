long Visit(IDatabase cache, string page)
{
    var key = "visits:" + page;
    var count = cache.StringIncrement(key);
    if (count == 1)
        cache.KeyExpire(key, TimeSpan.FromDays(1));
    return count;
}
