using BackendLabs.Contract;
using BackendLabs.Judge.Timeline;

namespace BackendLabs.Judge;

/// <summary>Everything that went through this check's gates, in order of its start.</summary>
public sealed partial class JudgeTimeline
{
    /// <summary>A timeline is for reading: of a snippet that floods a gate, so many are shown of the beginning and of the end.</summary>
    private const int MostShown = 2_000;

    /// <summary>What a check can look at, from the newest back. Counting goes on beyond.</summary>
    private const int Most = 20_000;

    private readonly Lock _lock = new();
    private readonly Newest<TimelineEvent> _events = new(Most);
    private readonly List<TimelineEvent> _first = [];
    private readonly SelfReportedOperations _selfReported;
    private readonly TimeProvider _time;
    private readonly bool _records;
    private readonly long _origin;
    private readonly Newest<SelfReportedOperation> _inside = new(MostShown);
    private readonly List<SelfReportedOperation> _firstInside = [];
    private readonly List<Action> _sources = [];
    private TimelineEvent[]? _merged;
    private int _world;
    private volatile bool _isSilent;
    private long _happened;

    /// <param name="matches">How what a student's process tells is put beside what was seen, by the kind of service.</param>
    internal JudgeTimeline(TimeProvider time, IReadOnlyDictionary<string, OperationMatch> matches, bool records = true)
    {
        _selfReported = new SelfReportedOperations(matches);
        _records = records;
        _time = time;
        _origin = time.Microseconds();
        BeginCounts();
    }

    /// <summary>
    /// The events so far, in order of their start; times since the check began. A check that asks where there were more than
    /// 20,000 fails: what it looks for may be among those that are gone.
    /// </summary>
    public IReadOnlyList<TimelineEvent> Events
    {
        get
        {
            Pull();
            lock (_lock)
            {
                if (!_events.IsWholeSince(0))
                    Miss("operations");
                return Merged();
            }
        }
    }

    /// <summary>How many operations of a service so far, by its kind as <c>lab.yaml</c> writes it, optionally of one name (<c>"GET"</c>), however many they are. The judge's own do not count, nor what never reached a service's gate.</summary>
    public int Count(string service, string? operation = null)
    {
        Pull();
        lock (_lock)
        {
            if (_counts.Of(service, operation) is { } count)
                return count;
        }

        Miss("kinds of operations");
        return 0;
    }

    /// <summary>How often anything has begun or ended so far; recorded or not.</summary>
    internal long Happened
    {
        get
        {
            Pull();
            return Interlocked.Read(ref _happened);
        }
    }

    internal long Began => _origin;

    internal long Now => _time.Microseconds();

    /// <summary>Adds a place where operations are written down that nobody tells of: it is looked into before anybody reads this.</summary>
    /// <param name="read">Adds what is new there.</param>
    internal void AddSource(Action read)
    {
        lock (_lock)
            _sources.Add(read);
    }

    /// <summary>Adds an event whose start is of the monotonic clock.</summary>
    internal void Add(TimelineEvent recorded) => AddOpen(recorded);

    /// <summary>Adds an event whose end is still to come; <see cref="Close"/> puts the whole one in its place.</summary>
    /// <returns>What it is closed by; null where nothing is recorded.</returns>
    internal TimelineEvent? AddOpen(TimelineEvent recorded)
    {
        Interlocked.Increment(ref _happened);
        if (!_records || _isSilent)
            return null;
        lock (_lock)
        {
            _merged = null;
            var kept = SinceOrigin(recorded);
            _events.Add(kept);
            if (_first.Count < MostShown / 2)
                _first.Add(kept);
            CountEach(kept);
            return kept;
        }
    }

    internal void Close(TimelineEvent? open, TimelineEvent whole)
    {
        Interlocked.Increment(ref _happened);
        lock (_lock)
        {
            var closed = SinceOrigin(whole);
            _merged = null;
            _events.Replace(one => ReferenceEquals(one, open), closed);
            if (_first.FindLastIndex(one => ReferenceEquals(one, open)) is >= 0 and var index)
                _first[index] = closed;
        }
    }

    /// <summary>Begins a phase that stands for itself: what came before is forgotten.</summary>
    internal void Begin(string phase)
    {
        Pull();
        lock (_lock)
        {
            _events.Begin();
            _first.Clear();
            _inside.Begin();
            _firstInside.Clear();
            BeginCounts();
            _merged = null;
        }
        Add(new TimelineEvent(Now, 0, "judge", "begin", phase));
    }

    /// <summary>Begins one of several worlds that a check compares: what follows is marked with its number, what came before stays.</summary>
    internal void BeginWorld(int number, string what)
    {
        Pull();
        Volatile.Write(ref _world, number);
        Add(new TimelineEvent(Now, 0, "judge", "begin", what));
    }

    /// <summary>Does work of which nothing is recorded.</summary>
    internal async Task SilentlyAsync(Func<Task> work)
    {
        Pull();
        _isSilent = true;
        try
        {
            await work();
            Pull();
        }
        finally
        {
            _isSilent = false;
        }
    }

    /// <summary>What follows belongs to the check, and to no single world.</summary>
    internal void EndWorlds()
    {
        Pull();
        Volatile.Write(ref _world, 0);
    }

    /// <summary>Adds what the student's process tells of an operation that its gate may have seen too.</summary>
    internal void AddInside(TimelineEvent told, string? key, RedisFacts? redis = null)
    {
        if (_isSilent)
            return;
        lock (_lock)
        {
            _merged = null;
            var operation = new SelfReportedOperation(SinceOrigin(told), key, redis);
            _inside.Add(operation);
            if (_firstInside.Count < MostShown / 2)
                _firstInside.Add(operation);
        }
    }

    /// <summary>For the reader: all of it, or beginning and end.</summary>
    /// <param name="clientOf">Whose a process is, by its number.</param>
    internal IReadOnlyList<TimelineEvent> ToReport(Func<int, int> clientOf)
    {
        Pull();
        lock (_lock)
            return [.. Shown().Select(one => one with { Client = clientOf(one.Host) })];
    }

    // Outside of the lock: a source adds what it finds.
    internal void Pull()
    {
        Action[] sources;
        lock (_lock)
            sources = [.. _sources];
        foreach (var read in sources)
            read();
    }

    private IEnumerable<TimelineEvent> Shown()
    {
        var merged = Merged();
        var left = _events.CountSince(0) - MostShown;
        if (left <= 0)
            return merged;
        var first = (_events.IsWholeSince(0) && _inside.IsWholeSince(0) ? merged : _selfReported.Merge(_first, _firstInside)).Take(MostShown / 2);
        var last = merged[^(MostShown / 2)..];
        return [.. first, new TimelineEvent(last[0].AtMicroseconds, 0, "judge", TimelineEvent.LeftOut, $"{left} more operations are not shown"), .. last];
    }

    private TimelineEvent[] Merged() => _merged ??= _selfReported.Merge([.. _events.Since(0)], [.. _inside.Since(0)]);

    private TimelineEvent SinceOrigin(TimelineEvent recorded) =>
        recorded with { AtMicroseconds = Math.Max(0, recorded.AtMicroseconds - _origin), World = Volatile.Read(ref _world) };
}
