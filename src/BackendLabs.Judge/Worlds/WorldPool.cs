using System.Threading.Channels;
using BackendLabs.Contract;

namespace BackendLabs.Judge.Worlds;

/// <summary>
/// Has worlds ready before they are asked for, so that a check hardly waits for a process to start: during a run no more
/// than it will still take, and between runs only where this judge is to stay ready.
/// </summary>
internal sealed class WorldPool : IAsyncDisposable
{
    private readonly Channel<OpenedWorld> _ready = Channel.CreateUnbounded<OpenedWorld>();
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly GraderLink _grader;
    private readonly GraderToJudge.Prepare _lab;
    private readonly WorldFilling _fill;
    private Task _opening = Task.CompletedTask;
    private int _coming;
    private int _wanted;

    /// <param name="checks">How many the lab has.</param>
    public WorldPool(GraderLink grader, GraderToJudge.Prepare lab, WorldFilling fill, int checks)
    {
        (_grader, _lab, _fill) = (grader, lab, fill);
        Want(Math.Min(checks, lab.Ahead));
    }

    /// <summary>Completes when all that is made ready at present is there.</summary>
    public Task Settled
    {
        get
        {
            lock (_lock)
                return _opening;
        }
    }

    /// <summary>From here on so many worlds will be taken.</summary>
    public void BeginRun(int checks) => Want(checks);

    /// <param name="moreFollow">Whether another run is on its way.</param>
    public void EndRun(bool moreFollow) => Want(moreFollow || _lab.StaysReady ? _lab.Ahead : 0);

    /// <exception cref="WorldException">The next world could not be made.</exception>
    public async Task<World> TakeAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _wanted = Math.Max(_wanted, 1);
            Fill();
            _wanted--;
            _coming--;
            Fill();
        }

        return await ReadAsync(cancellationToken) switch
        {
            OpenedWorld.Ready ready => ready.World,
            OpenedWorld.Unopened unopened => throw new WorldException(unopened.Reason),
            var other => throw new InvalidOperationException(other.ToString()),
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Settled;
        while (_ready.Reader.TryRead(out var left))
        {
            if (left is OpenedWorld.Ready ready)
                await ready.World.DisposeAsync();
        }

        _stop.Dispose();
    }

    private async Task<OpenedWorld> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _ready.Reader.ReadAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            lock (_lock)
                _coming++;
            throw;
        }
    }

    private void Want(int worlds)
    {
        lock (_lock)
        {
            _wanted = worlds;
            Fill();
        }
    }

    // One after the other: the first is there the sooner.
    private void Fill()
    {
        for (; _coming < Math.Min(_wanted, Math.Max(1, _lab.Ahead)); _coming++)
            _opening = OpenAsync(_opening);
    }

    private async Task OpenAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            _ready.Writer.TryWrite(new OpenedWorld.Ready(await World.OpenAsync(_grader, _lab, _fill, _stop.Token)));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            _ready.Writer.TryWrite(new OpenedWorld.Unopened(error.Message));
        }
        catch (OperationCanceledException)
        {
            // The pool is being let go.
        }
    }

    private abstract record OpenedWorld
    {
        private OpenedWorld() { }

        public sealed record Ready(World World) : OpenedWorld;

        public sealed record Unopened(string Reason) : OpenedWorld;
    }
}
