using BackendLabs.Contract;

namespace BackendLabs.Judge.Worlds;

/// <summary>
/// Has worlds ready before they are asked for, so that a check hardly waits for a process to start: during a run no more
/// than it will still take, and between runs only where this judge is to stay ready. A world for a check that starts
/// further processes has those ready, too.
/// </summary>
internal sealed class WorldPool : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly GraderLink _grader;
    private readonly GraderToJudge.Prepare _lab;
    private readonly WorldFilling _fill;
    private readonly List<ComingWorld> _coming = [];
    private readonly List<int> _wanted = [];
    private Task _opening = Task.CompletedTask;

    /// <param name="checks">How many the lab has.</param>
    public WorldPool(GraderLink grader, GraderToJudge.Prepare lab, WorldFilling fill, int checks)
    {
        (_grader, _lab, _fill) = (grader, lab, fill);
        Want(Enumerable.Repeat(0, Math.Min(checks, lab.Ahead)));
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

    /// <param name="spares">Of each world that will be taken: how many further processes its check starts.</param>
    public void BeginRun(IEnumerable<int> spares) => Want(spares);

    /// <param name="next">What a further run would take; nothing is kept ready where none is on its way, unless this judge stays ready.</param>
    /// <param name="moreFollow">Whether another run is on its way.</param>
    public void EndRun(IEnumerable<int> next, bool moreFollow) => Want(moreFollow || _lab.StaysReady ? next.Take(_lab.Ahead) : []);

    /// <param name="spares">How many further processes the check starts.</param>
    /// <exception cref="WorldException">The next world could not be made.</exception>
    public async Task<World> TakeAsync(int spares, CancellationToken cancellationToken)
    {
        ComingWorld taken;
        lock (_lock)
        {
            taken = _coming.Find(one => one.Spares == spares) ?? _coming.FirstOrDefault() ?? Open(spares);
            _coming.Remove(taken);
            if (!_wanted.Remove(spares) && _wanted.Count > 0)
                _wanted.RemoveAt(0);
            Fill();
        }

        try
        {
            return await taken.Opening.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            lock (_lock)
                _coming.Insert(0, taken);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Settled;
        ComingWorld[] left;
        lock (_lock)
            left = [.. _coming];
        foreach (var one in left)
        {
            if (one.Opening.IsCompletedSuccessfully)
                await (await one.Opening).DisposeAsync();
        }

        _stop.Dispose();
    }

    private void Want(IEnumerable<int> spares)
    {
        lock (_lock)
        {
            _wanted.Clear();
            _wanted.AddRange(spares);
            Fill();
        }
    }

    // Those of what is wanted that no coming world is for, in their order.
    private void Fill()
    {
        var there = _coming.Select(one => one.Spares).ToList();
        foreach (var spares in _wanted.Where(wanted => !there.Remove(wanted)).ToList())
        {
            if (_coming.Count >= Math.Max(1, _lab.Ahead))
                return;
            _coming.Add(Open(spares));
        }
    }

    // One after the other: the first is there the sooner.
    private ComingWorld Open(int spares)
    {
        var opening = OpenAsync(_opening, spares);
        _opening = opening.ContinueWith(_ => { }, TaskScheduler.Default);
        return new ComingWorld(spares, opening);
    }

    private async Task<World> OpenAsync(Task before, int spares)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var world = await World.OpenAsync(_grader, _lab, _fill, _stop.Token);
            world.StartSpares(spares);
            return world;
        }
        catch (Exception error) when (error is not (OperationCanceledException or WorldException))
        {
            throw new WorldException(error.Message);
        }
    }

    private sealed record ComingWorld(int Spares, Task<World> Opening);
}
