// expect: CS0029 line 5 "You forgot await"
async Task F(IDatabase cache)
{
    await Task.Yield();
    if (cache.KeyExistsAsync("a")) { }
}
