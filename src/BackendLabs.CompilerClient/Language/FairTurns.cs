namespace BackendLabs.CompilerClient.Language;

/// <summary>
/// Who is served next: of those who wait, the one who was served longest ago; nobody twice at once. Of one's own
/// questions the newest comes first, because the older ones are about a text that has changed since.
/// </summary>
/// <param name="slots">How many are served at once.</param>
internal sealed class FairTurns(int slots)
{
    /// <summary>An editor asks three things at a key press; one that has more waiting has stopped listening.</summary>
    public const int WaitingOfOne = 12;

    private const int Remembered = 4096;

    private readonly Lock _lock = new();
    private readonly List<Waiter> _waiting = [];
    private readonly HashSet<string> _served = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Turn, int Slot)> _last = new(StringComparer.Ordinal);
    private readonly SortedSet<int> _free = [.. Enumerable.Range(0, slots)];
    private long _turns;

    /// <returns>The turn, given back by disposing it; null where this one has too many waiting.</returns>
    /// <exception cref="OperationCanceledException">It was no longer wanted before it came.</exception>
    public async Task<Turn?> EnterAsync(string who, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(who);
        lock (_lock)
        {
            if (_waiting.Count(other => other.Who == who) >= WaitingOfOne)
                return null;
            _waiting.Add(waiter);
            Serve();
        }

        await using var registration = cancellationToken.Register(() => GiveUp(waiter, cancellationToken));
        return await waiter.Given.Task;
    }

    private void GiveUp(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // Served already otherwise: the turn is given back by who got it.
            if (!_waiting.Remove(waiter))
                return;
        }

        waiter.Given.TrySetCanceled(cancellationToken);
    }

    private void Serve()
    {
        while (_free.Count > 0 && Next() is { } next)
        {
            _waiting.Remove(next);
            _served.Add(next.Who);
            // Where it was served last, its text may still be open.
            var slot = _last.TryGetValue(next.Who, out var last) && _free.Contains(last.Slot) ? last.Slot : _free.Min;
            _free.Remove(slot);
            next.Given.SetResult(new Turn(slot, () => Leave(next.Who, slot)));
        }
    }

    private Waiter? Next()
    {
        var longest = _waiting.Where(waiter => !_served.Contains(waiter.Who)).MinBy(waiter => _last.GetValueOrDefault(waiter.Who).Turn);
        return longest is null ? null : _waiting.FindLast(waiter => waiter.Who == longest.Who);
    }

    private void Leave(string who, int slot)
    {
        lock (_lock)
        {
            if (_last.Count >= Remembered)
                _last.Clear();
            _last[who] = (++_turns, slot);
            _served.Remove(who);
            _free.Add(slot);
            Serve();
        }
    }

    private sealed record Waiter(string Who)
    {
        public TaskCompletionSource<Turn> Given { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        // Two questions of one are two, whatever they have in common.
        public bool Equals(Waiter? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}

/// <param name="slot">From 0; nobody else has it meanwhile.</param>
internal sealed class Turn(int slot, Action leave) : IDisposable
{
    private Action? _leave = leave;

    public int Slot => slot;

    public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
}
