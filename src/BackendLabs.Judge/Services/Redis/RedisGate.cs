using System.Net.Sockets;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>
/// Stands between one snippet process and the world's Redis server: records, limits, and refuses what is not a data
/// command. The judge makes the socket and listens; the gate never connects to a path that a snippet can write.
/// </summary>
internal sealed class RedisGate : IAsyncDisposable
{
    // sun_path holds 108 bytes with the closing zero (unix(7)).
    private const int LongestSocketPath = 107;

    private static readonly byte[] TooMany = RespWriter.Error("ERR max number of clients reached: your code holds too many connections. Open one ConnectionMultiplexer and share it");

    private readonly Socket _listener;
    private readonly RedisGateContext _context;
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationTokenSource _left;
    private readonly Lock _door = new();
    private readonly HashSet<Task> _connections = [];
    private readonly string _socketPath;
    private Task _accepting = Task.CompletedTask;
    private long _lastId;

    private RedisGate(string socketPath, Socket listener, RedisGateContext context, CancellationTokenSource left)
    {
        _left = left;
        _socketPath = socketPath;
        _listener = listener;
        _context = context;
    }

    /// <summary>Creates the socket and serves it until disposed.</summary>
    /// <param name="socketPath">Must not exist; at most 107 bytes.</param>
    /// <param name="witness">Shared by all gates of a world.</param>
    /// <param name="host">The snippet process this gate is for, from 1.</param>
    /// <param name="client">The client that this process is to a check, from 1; 0 where it is the same as the process.</param>
    /// <param name="ahead">How far the clock that the snippet tells the time by is ahead of the server's; null where it never is.</param>
    /// <param name="obstacles">Shared by all gates of a world; null where nothing will ever stand in the way.</param>
    /// <exception cref="ArgumentException">The path is too long, or a limit is not positive.</exception>
    /// <exception cref="SocketException">The path exists or its folder cannot be written.</exception>
    public static RedisGate Listen(
        string socketPath,
        RedisUpstream upstream,
        RedisGateLimits limits,
        RedisWitness witness,
        TimeProvider time,
        int host,
        RedisObstacles? obstacles = null,
        int client = 0,
        Func<TimeSpan>? ahead = null)
    {
        limits.Validate();
        if (System.Text.Encoding.UTF8.GetByteCount(socketPath) > LongestSocketPath)
            throw new ArgumentException($"A unix socket's path may have {LongestSocketPath} bytes; shorten '{socketPath}'.", nameof(socketPath));

        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            listener.Bind(new UnixDomainSocketEndPoint(socketPath));
            listener.Listen(128);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
        var left = new CancellationTokenSource();
        var context = new RedisGateContext(upstream, limits, witness, obstacles ?? new RedisObstacles(), time, host, client == 0 ? host : client, left.Token) { Ahead = ahead ?? (() => TimeSpan.Zero) };
        var gate = new RedisGate(socketPath, listener, context, left);
        gate._accepting = gate.AcceptAsync();
        return gate;
    }

    /// <summary>The process behind this gate is dead: what was held of it is dropped, as if it had died a moment before it sent it.</summary>
    public Task DropHeldAsync() => _left.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        await _accepting;
        Task[] open;
        lock (_door)
            open = [.. _connections];
        await Task.WhenAll(open);
        _closing.Dispose();
        _left.Dispose();
        File.Delete(_socketPath);
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                Admit(await _listener.AcceptAsync(_closing.Token));
            }
            catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // The caller left before it was accepted, or descriptors ran out: neither ends the gate.
                await Task.Delay(TimeSpan.FromMilliseconds(10), _context.Time, CancellationToken.None);
            }
        }
    }

    private void Admit(Socket client)
    {
        lock (_door)
        {
            if (_connections.Count < _context.Limits.Connections)
            {
                var connection = new GateConnection(client, _context, ++_lastId);
                var served = connection.ServeAsync(_closing.Token);
                _connections.Add(served);
                _ = ForgetAsync(served);
                return;
            }
        }
        using (client)
        {
            // A fresh socket's buffer holds this line, so it never waits.
            client.Blocking = false;
            _ = client.Send(TooMany, SocketFlags.None, out _);
        }
    }

    private async Task ForgetAsync(Task served)
    {
        await served.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        // A connection never fails by what either side sends. One that did stays, so that disposing the gate tells of it.
        if (served.IsFaulted)
            return;
        lock (_door)
            _connections.Remove(served);
    }
}

/// <summary>What all connections of a gate share.</summary>
internal sealed record RedisGateContext(RedisUpstream Upstream, RedisGateLimits Limits, RedisWitness Witness, RedisObstacles Obstacles, TimeProvider Time, int Host, int Client, CancellationToken Left)
{
    /// <summary>How far the clock that the snippet tells the time by is ahead of the server's.</summary>
    public Func<TimeSpan> Ahead { get; init; } = () => TimeSpan.Zero;
}
