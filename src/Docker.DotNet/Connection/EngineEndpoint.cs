using System.Net.Sockets;

namespace Docker.DotNet.Connection;

/// <summary>Where requests go: the address in their line and how a connection to it is made.</summary>
sealed class EngineEndpoint
{
    readonly string _socketPath;

    EngineEndpoint(Uri address, string socketPath)
    {
        Address = address;
        _socketPath = socketPath;
    }

    internal Uri Address { get; }

    internal static EngineEndpoint From(DockerClientConfiguration configuration)
    {
        var given = configuration.EndpointBaseUri;
        return given.Scheme switch
        {
            "unix" => new EngineEndpoint(new Uri("http://docker/"), given.LocalPath),
            "tcp" => new EngineEndpoint(new UriBuilder(given) { Scheme = configuration.Credentials.IsTlsCredentials() ? "https" : "http" }.Uri, socketPath: null),
            "http" or "https" => new EngineEndpoint(given, socketPath: null),
            _ => throw new NotSupportedException($"The Docker endpoint '{given}' begins with '{given.Scheme}'. Write unix:///path, tcp://host:port, http://host:port or https://host:port."),
        };
    }

    /// <summary>A handler that keeps connections for the next call.</summary>
    internal SocketsHttpHandler Pooled() => Handler(onConnected: null);

    /// <summary>A handler for a single connection, whose socket is shown to <paramref name="onConnected"/>.</summary>
    internal SocketsHttpHandler Single(Action<Socket> onConnected) => Handler(onConnected);

    SocketsHttpHandler Handler(Action<Socket> onConnected) => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        // A stream that is let go early ends its connection at once: what is left of a log may have no end.
        MaxResponseDrainSize = 0,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = await ConnectAsync(context, cancellationToken);
            onConnected?.Invoke(socket);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    async Task<Socket> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = _socketPath is null
            ? new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            if (_socketPath is null)
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            else
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(_socketPath), cancellationToken);
            return socket;
        }
        catch (SocketException refusal) when (_socketPath is not null)
        {
            socket.Dispose();
            throw new IOException($"No Docker Engine answers at {_socketPath}: {refusal.Message}. Start it, or name another endpoint.", refusal);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
