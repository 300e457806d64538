namespace BackendLabs.SnippetHost.Services;

/// <summary>
/// The clock that a snippet is given: the machine's, moved on as far as the check says; or one that stands still and moves by
/// that alone. Its timers move with it.
/// </summary>
internal sealed class LabClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly HashSet<LabTimer> _timers = [];
    private long _ahead;
    private Standing? _standing;

    public void Advance(TimeSpan by)
    {
        LabTimer[] timers;
        lock (_lock)
        {
            _ahead += by.Ticks;
            if (_standing is { } standing)
                _standing = standing with { Utc = standing.Utc + by };
            timers = [.. _timers];
        }
        foreach (var timer in timers)
            timer.Reset();
    }

    /// <summary>Time stands from now on, and no timer is due before it is moved.</summary>
    public void Stop(DateTimeOffset at)
    {
        LabTimer[] timers;
        lock (_lock)
        {
            // A span that was begun before goes on from where it was.
            _standing ??= new Standing(at, System.GetTimestamp());
            timers = [.. _timers];
        }
        foreach (var timer in timers)
            timer.Reset();
    }

    /// <summary>How long until the next timer is due; null where none is set.</summary>
    public TimeSpan? NextTimer()
    {
        LabTimer[] timers;
        lock (_lock)
            timers = [.. _timers];
        return timers.Min(timer => timer.Left());
    }

    public override DateTimeOffset GetUtcNow() => Volatile.Read(ref _standing)?.Utc ?? System.GetUtcNow().AddTicks(Volatile.Read(ref _ahead));

    public override long GetTimestamp() =>
        (Volatile.Read(ref _standing)?.Timestamp ?? System.GetTimestamp()) + (long)(Volatile.Read(ref _ahead) * ((double)TimestampFrequency / TimeSpan.TicksPerSecond));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LabTimer(this, callback, state);
        lock (_lock)
            _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <param name="Timestamp">The machine's, when it was stopped.</param>
    private sealed record Standing(DateTimeOffset Utc, long Timestamp);

    /// <summary>A timer of the machine that is set anew whenever the clock was moved.</summary>
    private sealed class LabTimer : ITimer
    {
        private readonly LabClock _clock;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ITimer _timer;
        private readonly Lock _lock = new();
        private DateTimeOffset? _due;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public LabTimer(LabClock clock, TimerCallback callback, object? state)
        {
            _clock = clock;
            _callback = callback;
            _state = state;
            _timer = System.CreateTimer(_ => Fire(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_lock)
            {
                _due = dueTime == Timeout.InfiniteTimeSpan ? null : _clock.GetUtcNow() + dueTime;
                _period = period <= TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
            }
            Reset();
            return true;
        }

        public TimeSpan? Left()
        {
            lock (_lock)
                return _due - _clock.GetUtcNow();
        }

        /// <summary>Waits for what is left until it is due, by the clock as it is now; where that stands, for somebody to move it.</summary>
        public void Reset()
        {
            lock (_lock)
            {
                var left = _due - _clock.GetUtcNow();
                if (left > TimeSpan.Zero && _clock._standing is not null)
                    left = null;
                _timer.Change(left is not { } span ? Timeout.InfiniteTimeSpan : span < TimeSpan.Zero ? TimeSpan.Zero : span, Timeout.InfiniteTimeSpan);
            }
        }

        public void Dispose()
        {
            lock (_clock._lock)
                _clock._timers.Remove(this);
            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire()
        {
            lock (_lock)
            {
                // A clock that was moved on while the timer was on its way has set it anew.
                if (_due is not { } due || due > _clock.GetUtcNow() + TimeSpan.FromMilliseconds(1))
                    return;
                _due = _period == Timeout.InfiniteTimeSpan ? null : due + _period;
            }
            Reset();
            _callback(_state);
        }
    }
}
