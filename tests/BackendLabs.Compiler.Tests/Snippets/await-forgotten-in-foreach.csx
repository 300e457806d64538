// expect: CS1579 line 5 "You forgot await"
async Task F(IDatabase cache)
{
    await Task.Yield();
    foreach (var one in cache.SetMembersAsync("a")) { }
}
