namespace BackendLabs.Grader.Judging;

/// <summary>Lets runs go on beside one another, and one alone once all others have ended. First come, first served.</summary>
internal sealed class RunSlots
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiting> _queue = [];
    private int _inside;
    private bool _isAlone;

    /// <summary>A place beside the others. It waits where one is alone, or was waiting before to be.</summary>
    public async Task<RunSlot> EnterAsync(CancellationToken cancellationToken)
    {
        await EnterAsync(alone: false, cancellationToken);
        return new RunSlot(this);
    }

    internal Task EnterAsync(bool alone, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_queue.Count == 0 && HasRoom(alone))
            {
                Take(alone);
                return Task.CompletedTask;
            }

            var node = _queue.AddLast(new Waiting(alone, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
            return AwaitAsync(node, cancellationToken);
        }
    }

    internal void Leave()
    {
        lock (_lock)
        {
            _inside--;
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
    }

    private bool HasRoom(bool alone) => !_isAlone && (!alone || _inside == 0);

    private void Take(bool alone)
    {
        _inside++;
        _isAlone = alone;
    }

    private sealed record Waiting(bool Alone, TaskCompletionSource Admitted);
}

/// <summary>One run's place.</summary>
internal sealed class RunSlot(RunSlots slots) : IDisposable
{
    private bool _isHeld = true;

    /// <summary>Does this with no other run under way. The place is given up while it waits, so that two who want this do not wait for each other.</summary>
    public async Task<T> AloneAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        _isHeld = false;
        slots.Leave();
        await slots.EnterAsync(alone: true, cancellationToken);
        _isHeld = true;
        try
        {
            return await work();
        }
        finally
        {
            slots.BesideOthers();
        }
    }

    public void Dispose()
    {
        if (_isHeld)
            slots.Leave();
        _isHeld = false;
    }
}
