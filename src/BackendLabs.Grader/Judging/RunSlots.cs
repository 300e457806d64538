namespace BackendLabs.Grader.Judging;

/// <summary>Lets runs go on beside one another, and one alone once all others have ended. First come, first served.</summary>
/// <param name="most">That go on at once.</param>
/// <param name="machine">What they share with other graders; null for nothing.</param>
internal sealed class RunSlots(int most = int.MaxValue, MachineTurns? machine = null)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiting> _queue = [];
    private int _inside;
    private int _more;
    private bool _isAlone;

    /// <summary>How many are under way, and how many wait.</summary>
    public (int Running, int Waiting) Count
    {
        get
        {
            lock (_lock)
                return (_inside - _more, _queue.Count);
        }
    }

    /// <summary>
    /// A place beside the others, and more of them where nobody else wants them. It waits where there are as many as may be,
    /// where one is alone, or was waiting before to be.
    /// </summary>
    /// <param name="atOnce">How many places this run can use, at least 1.</param>
    /// <param name="told">Told how many come first, and again whenever that is less.</param>
    public async Task<RunSlot> EnterAsync(int atOnce, Action<int>? told, CancellationToken cancellationToken)
    {
        await EnterAsync(alone: false, told, cancellationToken);
        try
        {
            var turn = await TakeTurnAsync(cancellationToken);
            return new RunSlot(this, 1 + TakeMore(atOnce - 1), turn);
        }
        catch
        {
            Leave(places: 1);
            throw;
        }
    }

    /// <returns>Null where there is none to be had: then it goes without.</returns>
    internal Task<IDisposable?> TakeTurnAsync(CancellationToken cancellationToken) =>
        machine is null ? Task.FromResult<IDisposable?>(null) : machine.TakeAsync(cancellationToken);

    internal Task EnterAsync(bool alone, CancellationToken cancellationToken) => EnterAsync(alone, told: null, cancellationToken);

    private Task EnterAsync(bool alone, Action<int>? told, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_queue.Count == 0 && HasRoom(alone))
            {
                Take(alone);
                return Task.CompletedTask;
            }

            var node = _queue.AddLast(new Waiting(alone, told, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
            told?.Invoke(_queue.Count - 1);
            return AwaitAsync(node, cancellationToken);
        }
    }

    internal void Leave(int places)
    {
        lock (_lock)
        {
            _inside -= places;
            _more -= places - 1;
            _isAlone = false;
            Admit();
        }
    }

    /// <summary>Whoever was alone goes on beside others, without waiting.</summary>
    internal void BesideOthers()
    {
        lock (_lock)
        {
            _isAlone = false;
            Admit();
        }
    }

    private int TakeMore(int wanted)
    {
        lock (_lock)
        {
            var taken = 0;
            for (; taken < wanted && _queue.Count == 0 && HasRoom(alone: false); taken++)
                Take(alone: false);
            _more += taken;
            return taken;
        }
    }

    private async Task AwaitAsync(LinkedListNode<Waiting> node, CancellationToken cancellationToken)
    {
        await using var giveUp = cancellationToken.Register(() =>
        {
            lock (_lock)
            {
                // Whoever has been let in meanwhile stays in, and leaves as everybody does.
                if (node.List is null)
                    return;
                _queue.Remove(node);
                node.Value.Admitted.TrySetCanceled(cancellationToken);
                Admit();
            }
        });
        await node.Value.Admitted.Task;
    }

    private void Admit()
    {
        while (_queue.First is { } first && HasRoom(first.Value.Alone))
        {
            _queue.RemoveFirst();
            Take(first.Value.Alone);
            first.Value.Admitted.TrySetResult();
        }

        var before = 0;
        foreach (var waiting in _queue)
            waiting.Told?.Invoke(before++);
    }

    private bool HasRoom(bool alone) => !_isAlone && (alone ? _inside == 0 : _inside < most);

    private void Take(bool alone)
    {
        _inside++;
        _isAlone = alone;
    }

    private sealed record Waiting(bool Alone, Action<int>? Told, TaskCompletionSource Admitted);
}

/// <summary>One run's places.</summary>
/// <param name="turn">At the machine; null for none.</param>
internal sealed class RunSlot(RunSlots slots, int places, IDisposable? turn) : IDisposable
{
    private IDisposable? _turn = turn;

    /// <summary>How many it has at present.</summary>
    public int Places { get; private set; } = places;

    /// <summary>
    /// Does this with no other run of this grader under way. All places are given up while it waits, and the turn at the machine,
    /// so that two who want this do not wait for each other.
    /// </summary>
    public async Task<T> AloneAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        Leave();
        await slots.EnterAsync(alone: true, cancellationToken);
        Places = 1;
        try
        {
            _turn = await slots.TakeTurnAsync(cancellationToken);
            return await work();
        }
        finally
        {
            slots.BesideOthers();
        }
    }

    public void Dispose() => Leave();

    private void Leave()
    {
        _turn?.Dispose();
        _turn = null;
        if (Places > 0)
            slots.Leave(Places);
        Places = 0;
    }
}
