async Task<long> Visit(IDatabase cache, string page)
{
    await cache.StringSetAsync("visits:" + page, 0, TimeSpan.FromDays(1), When.NotExists);
    return await cache.StringIncrementAsync("visits:" + page);
}
