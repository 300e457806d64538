// expect: runtime_error
// because: the answer is no JSON
// words: no JSON
async Task<object?> Run(HttpClient prices)
{
    await Task.Yield();
    return await prices.GetFromJsonAsync<int[]>("/page");
}
