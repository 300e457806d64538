// expect: runtime_error
// because: its fault, and over soon perhaps
// words: the service failed, with 503
async Task<object?> Run(HttpClient prices)
{
    await Task.Yield();
    return await prices.GetStringAsync("/broken");
}
