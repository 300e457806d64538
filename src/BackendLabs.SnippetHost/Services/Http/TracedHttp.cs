namespace BackendLabs.SnippetHost.Services.Http;

/// <summary>Tells the judge of each request that one call of the snippet sends, with the place that asked for it.</summary>
internal sealed class TracedHttp(HttpMessageHandler inner, HttpTrace trace) : DelegatingHandler(inner)
{
    // Not asynchronous itself: the place is found on the stack of whoever asks.
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        trace.Begin(request) is { } operation
            ? FollowAsync(base.SendAsync(request, cancellationToken), operation)
            : base.SendAsync(request, cancellationToken);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var operation = trace.Begin(request);
        try
        {
            var response = base.Send(request, cancellationToken);
            trace.End(operation, response);
            return response;
        }
        catch (Exception error)
        {
            trace.End(operation, error);
            throw;
        }
    }

    private async Task<HttpResponseMessage> FollowAsync(Task<HttpResponseMessage> sending, HttpOperation operation)
    {
        try
        {
            var response = await sending.ConfigureAwait(false);
            trace.End(operation, response);
            return response;
        }
        catch (Exception error)
        {
            trace.End(operation, error);
            throw;
        }
    }
}
