using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace BackendLabs.DockerGate.Http;

/// <summary>
/// Kestrel on a unix socket, and nothing else of ASP.NET Core: without a host, no file and no environment variable is read.
/// </summary>
internal sealed class GateServer : IAsyncDisposable
{
    private const int LongestLine = 8 * 1024;
    private const int LongestHead = 16 * 1024;
    private const int MostHeaders = 64;

    // Between requests a client may be silent. Without any limit Kestrel's clock overflows, and it closes at once.
    private static readonly TimeSpan s_longerThanAnyRun = TimeSpan.FromDays(1);

    private readonly KestrelServer _server;
    private readonly GateConnections _connections;

    private GateServer(KestrelServer server, GateConnections connections)
    {
        _server = server;
        _connections = connections;
    }

    /// <param name="socketPath">Must not exist; at most 107 bytes.</param>
    /// <exception cref="IOException">The path exists or its folder cannot be written.</exception>
    public static GateServer Listen(string socketPath, DockerLimits limits, IHttpApplication<HttpContext> application, GateLedger ledger)
    {
        var connections = new GateConnections(limits.Connections);
        var options = Limited(limits);
        options.ListenUnixSocket(socketPath, listen =>
        {
            // No HTTP/2, neither by its preface nor by an upgrade.
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection => connections.ServeAsync(connection, next));
        });
        var log = new GateServerLog(connections, ledger);
        var server = new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(Transport(limits)), log), log);
        try
        {
            // Binding waits for nothing: this task has ended already.
            server.StartAsync(application, CancellationToken.None).GetAwaiter().GetResult();
            return new GateServer(server, connections);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Ends every connection at once, and waits until nothing is answered any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true));
        await _connections.EndedAsync();
        _server.Dispose();
    }

    private static KestrelServerOptions Limited(DockerLimits limits) => new()
    {
        AddServerHeader = false,
        AllowSynchronousIO = false,
        ApplicationServices = NoServices.Instance,
        Limits =
        {
            // Those above a run's limit get an answer that says so; those above this one are closed.
            MaxConcurrentConnections = 2 * limits.Connections,
            MaxConcurrentUpgradedConnections = 0,
            MaxRequestLineSize = LongestLine,
            MaxRequestHeaderCount = MostHeaders,
            MaxRequestHeadersTotalSize = LongestHead,
            MaxRequestBodySize = RequestReader.LongestBody,
            KeepAliveTimeout = s_longerThanAnyRun,
            RequestHeadersTimeout = limits.RequestTime,
            // Of the longest body, all has to be there when this time is over.
            MinRequestBodyDataRate = new MinDataRate(RequestReader.LongestBody / limits.RequestTime.TotalSeconds, limits.RequestTime),
            // Who follows a container's logs may read them late.
            MinResponseDataRate = null,
        },
    };

    private static SocketTransportOptions Transport(DockerLimits limits) => new()
    {
        Backlog = limits.Connections,
        MaxReadBufferSize = 64 * 1024,
        // A write has ended when its bytes are in the socket, so that cutting a connection loses none.
        MaxWriteBufferSize = 1,
        CreateBoundListenSocket = Bind,
    };

    private static Socket Bind(EndPoint place)
    {
        const UnixFileMode ReadAndWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite
            | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            var path = ((UnixDomainSocketEndPoint)place).ToString();
            socket.Bind(new PathOfFolder(path));
            File.SetUnixFileMode(path, ReadAndWrite);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A path whose file is not the socket's to delete. .NET deletes the file of a socket that it has bound when the socket is
    /// closed, by the path of then; this one leads through a folder's descriptor, whose number another world's folder may have
    /// by that time, and the gate of a world that lives would lose its socket.
    /// </summary>
    private sealed class PathOfFolder(string path) : EndPoint
    {
        private readonly UnixDomainSocketEndPoint _place = new(path);

        public override AddressFamily AddressFamily => AddressFamily.Unix;

        public override SocketAddress Serialize() => _place.Serialize();

        public override EndPoint Create(SocketAddress socketAddress) => _place.Create(socketAddress);
    }

    private sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
