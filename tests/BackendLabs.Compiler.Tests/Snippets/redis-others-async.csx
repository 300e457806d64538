// expect: CS1061 line 2 "StringGetAsync(key)"
async Task<string?> F(IDatabase cache) => await cache.GetStringAsync("a");
