// expect: time_limit
// because: it sleeps before it asks
// words: asked no service for anything; sleeping
async Task<bool> Buy(IDatabase cache, int id)
{
    await Task.Delay(Timeout.Infinite);
    return true;
}
