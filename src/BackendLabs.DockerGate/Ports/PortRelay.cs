using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace BackendLabs.DockerGate.Ports;

/// <summary>A port of this machine's loopback that leads to one of a container's.</summary>
internal sealed class PortRelay : IAsyncDisposable
{
    /// <summary>The range of the relays: below the ports that Linux gives to outgoing connections.</summary>
    internal const int First = 24_000;
    internal const int Count = 4_000;
    private const int MostConnections = 32;

    private readonly Socket _listener;
    private readonly Func<CancellationToken, Task<ContainerStream>> _open;
    private readonly CancellationTokenSource _ending = new();
    private readonly SemaphoreSlim _places = new(MostConnections);
    private readonly Task _accepting;

    private PortRelay(Socket listener, int port, Func<CancellationToken, Task<ContainerStream>> open)
    {
        _listener = listener;
        Port = port;
        _open = open;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <param name="open">Opens the other side, once for each connection.</param>
    /// <exception cref="EngineGoneException">Every port of the range is taken.</exception>
    public static PortRelay Listen(Func<CancellationToken, Task<ContainerStream>> open)
    {
        var start = RandomNumberGenerator.GetInt32(Count);
        for (var step = 0; step < Count; step++)
        {
            var port = First + ((start + step) % Count);
            if (TryListen(port) is { } listener)
                return new PortRelay(listener, port, open);
        }

        throw new EngineGoneException($"All ports of 127.0.0.1 from {First} to {First + Count - 1} are taken.");
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _ending.Dispose();
        _places.Dispose();
    }

    private static Socket? TryListen(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ExclusiveAddressUse = true };
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen();
            return socket;
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            socket.Dispose();
            return null;
        }
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync(_ending.Token);
                serving.RemoveAll(task => task.IsCompleted);
                serving.Add(ServeAsync(client));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Closed.
        }

        await Task.WhenAll(serving);
    }

    private async Task ServeAsync(Socket client)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        await using var outside = new NetworkStream(client, ownsSocket: true);
        var hasPlace = false;
        try
        {
            await _places.WaitAsync(ended.Token);
            hasPlace = true;
            await using var inside = await _open(ended.Token);
            var inwards = EndingAsync(inside.SendAsync(outside, ended.Token), ended, whenDone: false);
            await EndingAsync(inside.ReceiveAsync(outside, ended.Token), ended, whenDone: true);
            await inwards;
        }
        catch (Exception error) when (IsOfAConnection(error))
        {
            // Nothing listens inside, or the container is gone: the client sees its connection end.
        }
        finally
        {
            if (hasPlace)
                _places.Release();
        }
    }

    /// <summary>One direction's failure ends both; its end does so where nothing can follow.</summary>
    private static async Task EndingAsync(Task direction, CancellationTokenSource ended, bool whenDone)
    {
        try
        {
            await direction;
            if (whenDone)
                await ended.CancelAsync();
        }
        catch (Exception error) when (IsOfAConnection(error))
        {
            await ended.CancelAsync();
        }
    }

    private static bool IsOfAConnection(Exception error) =>
        error is IOException or SocketException or OperationCanceledException or ObjectDisposedException or EngineGoneException;
}
