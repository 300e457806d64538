using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BackendLabs.Judge.Services.Http;

/// <summary>
/// Where one snippet process reaches the world's HTTP service: a unix socket that the judge makes and listens to. Requests
/// are read by Kestrel, within limits; nothing here ever connects to a path that a snippet can write.
/// </summary>
internal sealed class HttpGate : IAsyncDisposable
{
    public const int MostConnections = 128;
    public const int LongestBody = 128 * 1024;

    private readonly KestrelServer _server;

    private HttpGate(KestrelServer server) => _server = server;

    /// <summary>Creates the socket and serves it until disposed.</summary>
    /// <param name="socketPath">Must not exist; at most 107 bytes.</param>
    /// <param name="host">The snippet process this gate is for, from 1.</param>
    /// <param name="client">The client that this process is to a check, from 1.</param>
    /// <exception cref="IOException">The path exists or its folder cannot be written.</exception>
    public static async Task<HttpGate> ListenAsync(string socketPath, HttpUpstream upstream, int host, int client, CancellationToken cancellationToken)
    {
        var options = Limited();
        options.ListenUnixSocket(socketPath, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection => ServeAsync(connection, next));
        });
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
        try
        {
            await server.StartAsync(new HttpConversation(upstream, host, client), cancellationToken);
            return new HttpGate(server);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Loads and prepares what the first gate of this process would otherwise wait for: some 80 ms.</summary>
    public static async Task WarmUpAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var nobody = new HttpUpstream(RenderedAnswer.CreateJson(), timeline: null, TimeProvider.System, _ => { }, most: 0);
        await using var gate = await ListenAsync(path, nobody, host: 0, client: 0, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        // Nobody waits for an answer any more: connections are cut.
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
    }

    private static KestrelServerOptions Limited() => new()
    {
        AddServerHeader = false,
        AllowSynchronousIO = false,
        ApplicationServices = NoServices.Instance,
        Limits =
        {
            MaxConcurrentConnections = MostConnections,
            MaxConcurrentUpgradedConnections = 0,
            MaxRequestLineSize = 8 * 1024,
            MaxRequestHeaderCount = 64,
            MaxRequestHeadersTotalSize = 16 * 1024,
            MaxRequestBodySize = LongestBody,
            MaxRequestBufferSize = 64 * 1024,
            MaxResponseBufferSize = 64 * 1024,
            RequestHeadersTimeout = JudgeTimes.HttpHead,
            KeepAliveTimeout = JudgeTimes.HttpIdle,
            MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: JudgeTimes.HttpHead),
            MinResponseDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: JudgeTimes.HttpHead),
        },
    };

    private static async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var transport = connection.Transport;
        var output = new ReplaceableOutput(transport.Output);
        connection.Features.Set(output);
        connection.Transport = new Ends(transport.Input, output);
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = transport;
        }
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
