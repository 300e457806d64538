// expect: runtime_error
// because: the service is slower than the client waits
// words: within the client's Timeout
async Task<object?> Run(HttpClient prices)
{
    await Task.Yield();
    prices.Timeout = TimeSpan.FromMilliseconds(100);
    return await prices.GetStringAsync("/prices/7");
}
