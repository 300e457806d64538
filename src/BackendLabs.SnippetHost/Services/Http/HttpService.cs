using System.Collections.Concurrent;
using BackendLabs.Contract;

namespace BackendLabs.SnippetHost.Services.Http;

/// <summary>The connections beneath all calls' clients.</summary>
internal sealed class HttpService(ServiceContext context) : ProcessService
{
    private readonly Lazy<SnippetHttp> _http = new(() => new SnippetHttp(context.Name, Path.Combine(context.Places.Sockets, "http.sock")));

    private readonly ConcurrentDictionary<HttpTrace, bool> _underWay = new();

    public override CallService OpenForCall(CancellationToken ended)
    {
        var trace = context.Records ? new HttpTrace(context.Frames, context.Send) : null;
        if (trace is not null)
            _underWay[trace] = true;
        return new CallHttp(_http.Value.Client(trace), trace, this);
    }

    public override void Take(JudgeToHost.ToService change)
    {
        if (change is not JudgeToHost.TellPending)
            return;
        foreach (var trace in _underWay.Keys)
            trace.TellPending();
    }

    private sealed class CallHttp(HttpClient client, HttpTrace? trace, HttpService service) : CallService
    {
        public override object For(Type type) => client;

        public override ValueTask DisposeAsync()
        {
            trace?.EndCall();
            if (trace is not null)
                service._underWay.TryRemove(trace, out _);
            return ValueTask.CompletedTask;
        }
    }
}
