// The server counts down, and refuses to where the stock is no longer what was read. What is queued is not awaited.
async Task<bool> Buy(IDatabase cache, int id)
{
    RedisKey key = $"stock:{id}";
    while (true)
    {
        var left = await cache.StringGetAsync(key);
        if (left.IsNull || (int)left < 1)
            return false;

        var sale = cache.CreateTransaction();
        sale.AddCondition(Condition.StringEqual(key, left));
        sale.StringDecrementAsync(key);
        if (await sale.ExecuteAsync())
            return true;
    }
}
