// 127b Posts fifty megabytes, with their length and in chunks, through the client that it was given.
// expected: failed|runtime_error
// arena: http
// says: 413|HttpRequestException
int PriceOf(HttpClient prices, int id)
{
    foreach (var chunked in new[] { false, true })
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/prices/7") { Content = new ByteArrayContent(new byte[50_000_000]) };
        request.Headers.TransferEncodingChunked = chunked;
        try { Console.WriteLine(prices.Send(request).StatusCode); } catch (HttpRequestException error) { Console.WriteLine(error.GetType().Name); }
    }
    using var last = prices.PostAsync("/prices/7", new ByteArrayContent(new byte[200_000])).GetAwaiter().GetResult();
    Console.WriteLine((int)last.StatusCode);
    return 0;
}
