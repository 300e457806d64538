// expect: CS1061 line 2 "StringSetAsync(key, value)"
async Task F(IDatabase cache) => await cache.SetAsync("a", "b");
