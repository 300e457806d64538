// expect: CS1061 line 5 "(await cache.StringGetAsync("a")).HasValue"
async Task<bool> Has(IDatabase cache)
{
    await Task.Yield();
    return cache.StringGetAsync("a").HasValue;
}
