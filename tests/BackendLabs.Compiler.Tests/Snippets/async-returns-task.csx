// expect: CS4016 line 5 "Return the value itself"
async Task<int> F()
{
    await Task.Yield();
    return Task.FromResult(1);
}
