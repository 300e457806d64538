// expect: runtime_error
// because: a request is sent once
// words: Make a new HttpRequestMessage
async Task<object?> Run(HttpClient prices)
{
    await Task.Yield();
    var request = new HttpRequestMessage(HttpMethod.Get, "/prices/7");
    await prices.SendAsync(request);
    await prices.SendAsync(request);
    return null;
}
