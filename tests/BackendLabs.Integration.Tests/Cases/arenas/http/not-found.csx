// expect: runtime_error
// because: a missing thing is an answer too
// words: nothing at this address; response.StatusCode
async Task<object?> Run(HttpClient prices)
{
    await Task.Yield();
    return await prices.GetStringAsync("/prices/99");
}
