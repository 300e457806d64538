using System.Collections.Concurrent;
using BackendLabs.Contract;
using BackendLabs.DockerGate;
using BackendLabs.DockerGate.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BackendLabs.Grader.Tests.Containers;

/// <summary>A gate's way of reading requests, with nothing behind it: no Engine is needed.</summary>
internal sealed class GateReading : IHttpApplication<HttpContext>, IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bl-read-").FullName;
    private readonly GateServer _server;
    private readonly GateLedger _ledger;

    public GateReading(DockerLimits? limits = null)
    {
        _ledger = new GateLedger(_ => { }, Refusals.Enqueue, TimeProvider.System);
        SocketPath = Path.Combine(_folder, "d.sock");
        _server = GateServer.Listen(SocketPath, limits ?? new DockerLimits(), this, _ledger);
    }

    public string SocketPath { get; }

    /// <summary>Called when the gate has ended, before its folder goes.</summary>
    public Action? Ended { get; set; }

    public ConcurrentQueue<GateRequest> Requests { get; } = new();

    public ConcurrentQueue<GateRefusal> Refusals { get; } = new();

    public Exception? Failed => _ledger.EngineFailed;

    public Task<string> SendAsync(string raw, int answers = 1) => RawHttp.SendAsync(SocketPath, raw, answers);

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var writer = new GateAnswerWriter(context.Response, "1.41");
        try
        {
            Requests.Enqueue(await RequestReader.ReadAsync(context, CancellationToken.None));
            await writer.WriteAsync((GateAnswer.Whole)GateAnswer.Empty(204, ""), keepAlive: true, CancellationToken.None);
        }
        catch (RequestRefusedException refusal)
        {
            _ledger.Refuse("a request", refusal.Message);
            context.Features.GetRequiredFeature<GateConnection>().IsRefused = true;
            await writer.WriteAsync((GateAnswer.Whole)GateAnswer.Error(refusal.Status, refusal.Message), keepAlive: false, CancellationToken.None);
        }
        catch (IOException)
        {
            context.Abort();
        }
    }

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Ended?.Invoke();
        Directory.Delete(_folder, recursive: true);
    }
}
