// expect: runtime_error
// because: the client has sent a request
// words: before the first request
async Task<object?> Run(HttpClient prices)
{
    await Task.Yield();
    await prices.GetStringAsync("/prices/7");
    prices.Timeout = TimeSpan.FromSeconds(1);
    return null;
}
