using System.Net.Sockets;
using BackendLabs.Contract;
using BackendLabs.DockerGate.Endpoints;

namespace BackendLabs.DockerGate;

/// <summary>
/// A Docker socket for one run. Each request is read strictly, looked up in a table, and written anew to the Engine over a
/// connection of ours; nothing is passed through. What is not in the table is refused in words that teach.
/// </summary>
internal sealed class EngineGate : IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly GateWorld _world;
    private readonly CancellationTokenSource _ending = new();
    private readonly GateLedger _ledger;
    private readonly GateCounters _counters;
    private readonly Task _accepting;

    private EngineGate(Socket listener, GateWorld world, GateLedger ledger)
    {
        _listener = listener;
        _world = world;
        _ledger = ledger;
        _counters = new GateCounters(world.Policy.Limits);
        _accepting = AcceptAsync();
    }

    /// <summary>Why the Engine failed under this gate, the first time; null while all is well. The run's verdict is then ours.</summary>
    public Exception? EngineFailed => _ledger.EngineFailed;

    /// <param name="socketPath">Must not exist; at most 107 bytes. Whoever can enter its folder may connect. Nobody else may
    /// write to the folder while the gate begins; the socket's file goes with the folder, which may be moved.</param>
    /// <param name="record">Called for every allowed operation, in the order of their ends, from any thread. The start is of
    /// the machine's monotonic clock, in microseconds; <c>Host</c> is 0, for the caller to set.</param>
    /// <param name="refused">Called for every refusal, from any thread.</param>
    public static EngineGate Listen(
        string socketPath,
        DockerEngine engine,
        EngineGatePolicy policy,
        Action<TimelineEvent> record,
        Action<GateRefusal> refused,
        TimeProvider time)
    {
        var world = new GateWorld(engine, EngineGatePolicy.Check(policy));
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            listener.Bind(new UnixDomainSocketEndPoint(socketPath));
            const UnixFileMode ReadAndWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite
                | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
            File.SetUnixFileMode(socketPath, ReadAndWrite);
            listener.Listen(policy.Limits.Connections);
        }
        catch
        {
            listener.Dispose();
            world.Dispose();
            throw;
        }

        return new EngineGate(listener, world, new GateLedger(record, refused, time));
    }

    /// <summary>Removes every container and network of the run, whichever gate made them. This gate makes none afterwards.</summary>
    /// <exception cref="EngineGoneException">The Engine does not answer, or something stays.</exception>
    public async Task RemoveAllAsync(CancellationToken cancellationToken)
    {
        await _world.Creating.WaitAsync(cancellationToken);
        _world.IsClosed = true;
        _world.Creating.Release();
        await _world.Ports.DisposeAsync();
        await EngineSweep.RemoveAsync(_world.Engine.Client, DockerLabels.Run, _world.Policy.Run, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_ending.IsCancellationRequested)
            return;
        await _ending.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await _world.Ports.DisposeAsync();
        _world.Dispose();
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (!_ending.IsCancellationRequested)
            {
                var socket = await _listener.AcceptAsync(_ending.Token);
                serving.RemoveAll(task => task.IsCompleted);
                var connection = new GateConnection(socket, _world, _ledger, _counters);
                serving.Add(connection.ServeAsync(_ending.Token));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The gate is closing, or its listener has failed: clients see a socket that nobody answers.
            if (!_ending.IsCancellationRequested)
                _ledger.Failed(error);
        }

        await Task.WhenAll(serving);
    }
}
