using BackendLabs.Contract;
using BackendLabs.DockerGate.Endpoints;
using BackendLabs.DockerGate.Http;

namespace BackendLabs.DockerGate;

/// <summary>
/// A Docker socket for one run. Each request is read strictly, looked up in a table, and written anew to the Engine over a
/// connection of ours; nothing is passed through. What is not in the table is refused in words that teach.
/// </summary>
internal sealed class EngineGate : IAsyncDisposable
{
    private readonly GateServer _server;
    private readonly GateWorld _world;
    private readonly GateLedger _ledger;
    private readonly CancellationTokenSource _ending;

    private EngineGate(GateServer server, GateWorld world, GateLedger ledger, CancellationTokenSource ending)
    {
        _server = server;
        _world = world;
        _ledger = ledger;
        _ending = ending;
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
        var ledger = new GateLedger(record, refused, time);
        var ending = new CancellationTokenSource();
        try
        {
            var server = GateServer.Listen(socketPath, policy.Limits, new GateConversation(world, ledger, ending.Token), ledger);
            return new EngineGate(server, world, ledger, ending);
        }
        catch
        {
            ending.Dispose();
            world.Dispose();
            throw;
        }
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
        await _server.DisposeAsync();
        await _world.Ports.DisposeAsync();
        _world.Dispose();
        _ending.Dispose();
    }
}
