using System.Net.Sockets;

namespace BackendLabs.DockerGate;

/// <summary>Where an Engine listens.</summary>
internal abstract record EngineAddress
{
    private EngineAddress() { }

    public abstract Task<Stream> ConnectAsync(CancellationToken cancellationToken);

    /// <returns>Null where the text is neither <c>unix:///path</c> nor <c>tcp://host:port</c>.</returns>
    public static EngineAddress? Parse(string text)
    {
        if (text.StartsWith("unix://", StringComparison.Ordinal))
            return text.Length > "unix://".Length && text["unix://".Length] == '/' ? new Unix(text["unix://".Length..]) : null;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "tcp", Port: > 0, AbsolutePath: "" or "/" }
            ? new Tcp(uri.Host, uri.Port)
            : null;
    }

    /// <summary>Docker's own, rootless Docker's, Docker Desktop's and Colima's, in this order.</summary>
    public static IReadOnlyList<string> UsualSockets()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        string?[] sockets =
        [
            "/var/run/docker.sock",
            "/run/docker.sock",
            string.IsNullOrEmpty(runtime) ? null : Path.Combine(runtime, "docker.sock"),
            home.Length == 0 ? null : Path.Combine(home, ".docker/run/docker.sock"),
            home.Length == 0 ? null : Path.Combine(home, ".colima/default/docker.sock"),
        ];
        return [.. sockets.OfType<string>()];
    }

    internal sealed record Unix(string Path) : EngineAddress
    {
        public override async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        public override string ToString() => $"unix://{Path}";
    }

    internal sealed record Tcp(string Host, int Port) : EngineAddress
    {
        public override async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(Host, Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        public override string ToString() => $"tcp://{Host}:{Port}";
    }
}
