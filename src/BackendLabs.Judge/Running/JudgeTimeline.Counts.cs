using BackendLabs.Contract;
using BackendLabs.Judge.Running;

namespace BackendLabs.Judge;

/// <content>What can be counted: statements, round trips, keys.</content>
public sealed partial class JudgeTimeline
{
    private const int MostKeys = 20_000;

    private readonly StatementLog _statements = new();
    private readonly List<string> _keys = [];
    private readonly List<TimelineWatch> _watches = [];
    private TimelineWatch? _whole;

    /// <inheritdoc cref="TimelineWatch.Statements"/>
    public IReadOnlyList<Statement> Statements => Whole.Statements;

    /// <inheritdoc cref="TimelineWatch.Keys"/>
    public IReadOnlyList<string> Keys => Whole.Keys;

    /// <inheritdoc cref="TimelineWatch.RoundTrips"/>
    public int RoundTrips(string service) => Whole.RoundTrips(service);

    /// <summary>Counts from here on.</summary>
    public TimelineWatch Watch()
    {
        lock (_lock)
            return Add(new TimelineWatch(this, new TimelineMark(Math.Max(0, Now - _origin), _statements.Count, _keys.Count)));
    }

    private TimelineWatch Whole
    {
        get
        {
            lock (_lock)
                return _whole ??= Add(new TimelineWatch(this, new TimelineMark(0, 0, 0)));
        }
    }

    /// <summary>For the student: that a count of the check had nothing to count; null where all had.</summary>
    internal string? Uncounted()
    {
        TimelineWatch[] watches;
        lock (_lock)
            watches = [.. _watches];
        return watches.Select(watch => watch.Uncounted).FirstOrDefault(words => words is not null);
    }

    internal IReadOnlyList<Statement> StatementsSince(TimelineMark from)
    {
        lock (_lock)
            return _statements.Since(from.Statements);
    }

    internal IReadOnlyList<string> KeysSince(TimelineMark from)
    {
        lock (_lock)
            return [.. _keys.Skip(from.Keys).Distinct(StringComparer.Ordinal)];
    }

    internal int RoundTripsSince(TimelineMark from, string service) => Events.Count(e =>
        e.Host > 0
        && e.Service == service
        && e.AtMicroseconds >= from.At
        // What waits in a transaction travels with its EXEC.
        && e is { Inside: false, Operation: not "MULTI", Queued: false });

    /// <summary>Adds a statement that the student's process tells of, beside its event.</summary>
    internal void AddStatement(TimelineEvent told, StatementFacts facts)
    {
        Add(told);
        lock (_lock)
            _statements.Add(SinceOrigin(told), facts);
    }

    /// <summary>Adds the keys that a command of the snippet named.</summary>
    internal void AddKeys(IReadOnlyList<string> keys)
    {
        lock (_lock)
        {
            if (_keys.Count < MostKeys)
                _keys.AddRange(keys);
        }
    }

    private TimelineWatch Add(TimelineWatch watch)
    {
        _watches.Add(watch);
        return watch;
    }
}
