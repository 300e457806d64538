// expect: time_limit
// because: nothing is sent before ExecuteAsync, so this await never ends
// says: nothing is sent until ExecuteAsync
// words: nothing is sent until ExecuteAsync; StringDecrement; Line 14
async Task<bool> Buy(IDatabase cache, int id)
{
    RedisKey key = $"stock:{id}";
    while (true)
    {
        var left = await cache.StringGetAsync(key);
        if (left.IsNull || (int)left < 1) return false;
        var sale = cache.CreateTransaction();
        sale.AddCondition(Condition.StringEqual(key, left));
        await sale.StringDecrementAsync(key);
        if (await sale.ExecuteAsync()) return true;
    }
}
