// expect: runtime_error
// because: the given client knows its address
// words: the address has no host; (prices)
async Task<object?> Run(HttpClient prices)
{
    await Task.Yield();
    using var own = new HttpClient();
    return await own.GetStringAsync("/prices/7");
}
