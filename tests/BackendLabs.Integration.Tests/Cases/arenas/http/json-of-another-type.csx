// expect: runtime_error
// because: the answer is an object
// words: the JSON at $
async Task<object?> Run(HttpClient prices)
{
    await Task.Yield();
    return await prices.GetFromJsonAsync<int[]>("/prices/7");
}
