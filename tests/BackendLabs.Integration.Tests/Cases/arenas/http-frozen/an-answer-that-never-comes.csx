// expect: time_limit
// because: the service does not answer
// words: Line 7 waits for GET; had not answered
async Task<object?> Run(HttpClient prices)
{
    await Task.Yield();
    return await prices.GetStringAsync("/prices/7");
}
