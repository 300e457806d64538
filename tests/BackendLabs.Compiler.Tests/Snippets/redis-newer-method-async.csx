// expect: CS1061 line 4 "KeyExpire(key, expiry)"
async Task F(IDatabase cache)
{
    await cache.StringGetSetExpiryAsync("a", TimeSpan.FromSeconds(1));
}
