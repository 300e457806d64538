using System.Net;
using System.Net.Sockets;

namespace BackendLabs.Judge.Tests.Redis;

/// <summary>Leads a loopback port to a unix socket: StackExchange.Redis 1.2.6 knows TCP only.</summary>
internal sealed class LoopbackRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly string _socketPath;
    private readonly Task _accepting;

    public LoopbackRelay(string socketPath)
    {
        _socketPath = socketPath;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
            _ = RelayAsync(await _listener.AcceptSocketAsync(_closing.Token));
    }

    private async Task RelayAsync(Socket near)
    {
        var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await far.ConnectAsync(new UnixDomainSocketEndPoint(_socketPath));
        near.NoDelay = true;
        await using var left = new NetworkStream(near, ownsSocket: true);
        await using var right = new NetworkStream(far, ownsSocket: true);
        await Task.WhenAny(left.CopyToAsync(right, _closing.Token), right.CopyToAsync(left, _closing.Token));
    }
}
