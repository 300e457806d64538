using BackendLabs.Contract;

namespace BackendLabs.Judge;

/// <summary>Everything that went through this check's gates, in order of its start.</summary>
public sealed class JudgeTimeline
{
    /// <summary>A timeline is for reading: a snippet that floods a gate is recorded up to here and counted beyond.</summary>
    private const int Most = 2_000;

    private readonly Lock _lock = new();
    private readonly List<TimelineEvent> _events = [];
    private readonly TimeProvider _time;
    private readonly long _origin;
    private long _left;

    internal JudgeTimeline(TimeProvider time)
    {
        _time = time;
        _origin = time.Microseconds();
    }

    /// <summary>The events so far, in order of their start; times since the check began.</summary>
    public IReadOnlyList<TimelineEvent> Events
    {
        get
        {
            lock (_lock)
                return [.. _events.OrderBy(e => e.AtMicroseconds)];
        }
    }

    /// <summary>How many operations of a service so far, optionally of one name (<c>"redis"</c>, <c>"GET"</c>). The judge's own do not count.</summary>
    public int Count(string service, string? operation = null) => Events.Count(e =>
        e.Host > 0
        && e.Service == service
        && (operation is null || string.Equals(e.Operation, operation, StringComparison.OrdinalIgnoreCase)));

    internal long Now => _time.Microseconds();

    /// <summary>Adds an event whose start is of the monotonic clock.</summary>
    internal void Add(TimelineEvent recorded)
    {
        lock (_lock)
        {
            if (_events.Count < Most)
                _events.Add(recorded with { AtMicroseconds = Math.Max(0, recorded.AtMicroseconds - _origin) });
            else
                _left++;
        }
    }

    /// <summary>Begins a phase that stands for itself: what came before is forgotten.</summary>
    internal void Begin(string phase)
    {
        lock (_lock)
        {
            _events.Clear();
            _left = 0;
        }
        Add(new TimelineEvent(Now, 0, "judge", "begin", phase));
    }

    internal IReadOnlyList<TimelineEvent> ToReport()
    {
        var events = Events;
        return _left == 0
            ? events
            : [.. events, new TimelineEvent(events[^1].AtMicroseconds, 0, "judge", "…", $"{_left} more operations are not shown")];
    }
}
