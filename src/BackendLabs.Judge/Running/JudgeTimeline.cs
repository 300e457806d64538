using BackendLabs.Contract;
using BackendLabs.Judge.Running;

namespace BackendLabs.Judge;

/// <summary>Everything that went through this check's gates, in order of its start.</summary>
public sealed partial class JudgeTimeline
{
    /// <summary>A timeline is for reading: a snippet that floods a gate is recorded up to here and counted beyond.</summary>
    private const int Most = 2_000;

    private readonly Lock _lock = new();
    private readonly List<TimelineEvent> _events = [];
    private readonly TimeProvider _time;
    private readonly bool _records;
    private readonly long _origin;
    private readonly List<InsideOperation> _inside = [];
    private IReadOnlyList<TimelineEvent>? _merged;
    private long _left;
    private int _world;
    private volatile bool _isSilent;

    internal JudgeTimeline(TimeProvider time, bool records = true)
    {
        _records = records;
        _time = time;
        _origin = time.Microseconds();
    }

    /// <summary>The events so far, in order of their start; times since the check began.</summary>
    public IReadOnlyList<TimelineEvent> Events
    {
        get
        {
            lock (_lock)
                return _merged ??= InsideOperations.Merge(_events, _inside);
        }
    }

    /// <summary>How many operations of a service so far, optionally of one name (<c>"redis"</c>, <c>"GET"</c>). The judge's own do not count, nor what never reached a service's gate.</summary>
    public int Count(string service, string? operation = null) => Events.Count(e =>
        e.Host > 0
        && (!e.Inside || e.Service == "sqlite")
        && e.Service == service
        && (operation is null || string.Equals(e.Operation, operation, StringComparison.OrdinalIgnoreCase)));

    internal long Began => _origin;

    internal long Now => _time.Microseconds();

    /// <summary>Adds an event whose start is of the monotonic clock.</summary>
    internal void Add(TimelineEvent recorded) => AddOpen(recorded);

    /// <summary>Adds an event whose end is still to come; <see cref="Close"/> puts the whole one in its place.</summary>
    /// <returns>What it is closed by; null where there was no room for it.</returns>
    internal TimelineEvent? AddOpen(TimelineEvent recorded)
    {
        if (!_records || _isSilent)
            return null;
        lock (_lock)
        {
            _merged = null;
            if (_events.Count == Most)
            {
                _left++;
                return null;
            }

            var kept = SinceOrigin(recorded);
            _events.Add(kept);
            return kept;
        }
    }

    internal void Close(TimelineEvent? open, TimelineEvent whole)
    {
        lock (_lock)
        {
            var index = _events.FindLastIndex(one => ReferenceEquals(one, open));
            if (index < 0)
                return;
            _merged = null;
            _events[index] = SinceOrigin(whole);
        }
    }

    /// <summary>Begins a phase that stands for itself: what came before is forgotten.</summary>
    internal void Begin(string phase)
    {
        lock (_lock)
        {
            _events.Clear();
            _inside.Clear();
            _statements.Clear();
            _keys.Clear();
            _watches.Clear();
            _whole = null;
            _merged = null;
            _left = 0;
        }
        Add(new TimelineEvent(Now, 0, "judge", "begin", phase));
    }

    /// <summary>Begins one of several worlds that a check compares: what follows is marked with its number, what came before stays.</summary>
    internal void BeginWorld(int number, string what)
    {
        Volatile.Write(ref _world, number);
        Add(new TimelineEvent(Now, 0, "judge", "begin", what));
    }

    /// <summary>Does work of which nothing is recorded.</summary>
    internal async Task SilentlyAsync(Func<Task> work)
    {
        _isSilent = true;
        try
        {
            await work();
        }
        finally
        {
            _isSilent = false;
        }
    }

    /// <summary>What follows belongs to the check, and to no single world.</summary>
    internal void EndWorlds() => Volatile.Write(ref _world, 0);

    /// <summary>Adds what the student's process tells of an operation that its gate may have seen too.</summary>
    internal void AddInside(TimelineEvent told, string? key)
    {
        if (_isSilent)
            return;
        lock (_lock)
        {
            _merged = null;
            if (_inside.Count < Most)
                _inside.Add(new InsideOperation(SinceOrigin(told), key));
        }
    }

    /// <param name="clientOf">Whose a process is, by its number.</param>
    internal IReadOnlyList<TimelineEvent> ToReport(Func<int, int> clientOf)
    {
        List<TimelineEvent> events = [.. Events.Select(one => one with { Client = clientOf(one.Host) })];
        return _left == 0
            ? events
            : [.. events, new TimelineEvent(events[^1].AtMicroseconds, 0, "judge", "…", $"{_left} more operations are not shown")];
    }

    private TimelineEvent SinceOrigin(TimelineEvent recorded) =>
        recorded with { AtMicroseconds = Math.Max(0, recorded.AtMicroseconds - _origin), World = Volatile.Read(ref _world) };
}
