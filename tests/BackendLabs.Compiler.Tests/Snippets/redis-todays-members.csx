// expect: nothing
async Task F(IDatabase cache)
{
    cache.StringSet("a", "b", new Expiration(TimeSpan.FromSeconds(1)));
    cache.StringSet("a", "b", Expiration.KeepTtl);
    cache.StringSet("a", "b", TimeSpan.FromMinutes(1));
    cache.StringSet("a", "b", TimeSpan.FromMinutes(1), When.NotExists);
    cache.KeyDelete("a", CommandFlags.FireAndForget);
    cache.StreamAdd("s", "field", "value");
    await cache.StringGetSetExpiryAsync("a", TimeSpan.FromSeconds(1));
    await cache.StringGetDeleteAsync("a");
}
