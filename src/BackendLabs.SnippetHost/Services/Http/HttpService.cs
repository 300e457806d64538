namespace BackendLabs.SnippetHost.Services.Http;

/// <summary>The connections beneath all calls' clients.</summary>
internal sealed class HttpService(ServiceContext context) : ProcessService
{
    private readonly Lazy<SnippetHttp> _http = new(() => new SnippetHttp(context.Name, Path.Combine(context.Places.Sockets, "http.sock")));

    public override CallService OpenForCall(CancellationToken ended)
    {
        var trace = context.Records ? new HttpTrace(context.Frames, context.Send) : null;
        return new CallHttp(_http.Value.Client(trace), trace);
    }

    private sealed class CallHttp(HttpClient client, HttpTrace? trace) : CallService
    {
        public override object For(Type type) => client;

        public override ValueTask DisposeAsync()
        {
            trace?.EndCall();
            return ValueTask.CompletedTask;
        }
    }
}
