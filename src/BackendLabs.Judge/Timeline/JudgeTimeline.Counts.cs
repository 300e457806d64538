using BackendLabs.Contract;
using BackendLabs.Judge.Timeline;

namespace BackendLabs.Judge;

/// <content>What can be counted: statements, round trips, keys.</content>
public sealed partial class JudgeTimeline
{
    /// <summary>Enough for every count of a lab; whoever asks for more learns that some is missing.</summary>
    private const int MostStatements = 20_000;

    private const int MostKeys = 20_000;

    // In characters: statements and keys may be long ones.
    private const long MostText = 8_000_000;

    private readonly Newest<Statement> _statements = new(MostStatements, MostText, one => one.Sql.Length + (one.Expanded?.Length ?? 0));
    private readonly Newest<string> _keys = new(MostKeys, MostText, key => key.Length);
    private readonly OperationCounts _counts = new();
    private readonly List<TimelineWatch> _watches = [];
    private TimelineWatch? _whole;
    private string? _missed;

    /// <inheritdoc cref="TimelineWatch.Statements"/>
    public IReadOnlyList<Statement> Statements => Whole.Statements;

    /// <inheritdoc cref="TimelineWatch.Keys"/>
    public IReadOnlyList<string> Keys => Whole.Keys;

    /// <inheritdoc cref="TimelineWatch.RoundTrips"/>
    public int RoundTrips(string service) => Whole.RoundTrips(service);

    /// <summary>Counts from here on.</summary>
    public TimelineWatch Watch()
    {
        Pull();
        lock (_lock)
            return Add(new TimelineWatch(this, new TimelineMark(Math.Max(0, Now - _origin), _statements.Total, _keys.Total)));
    }

    // Made with the timeline, for it counts as things happen.
    private TimelineWatch Whole => _whole ?? throw new InvalidOperationException("The timeline has not begun.");

    /// <summary>For the student: that a count of the check had nothing to count, or could not be complete; null where all were.</summary>
    internal string? Uncounted()
    {
        TimelineWatch[] watches;
        Pull();
        lock (_lock)
        {
            if (_missed is not null)
                return _missed;
            watches = [.. _watches];
        }

        return watches.Select(watch => watch.Uncounted).FirstOrDefault(words => words is not null);
    }

    /// <summary>A check asked for more than was kept: whatever it concludes, it does not pass.</summary>
    /// <param name="what">In the student's words: <c>statements of SQL</c>.</param>
    internal void Miss(string what)
    {
        lock (_lock)
            _missed ??= $"Your code caused more {what} than this check can look at, so it could not count them all. Look for a loop that does not end.";
    }

    internal int CountStatements(TimelineMark from)
    {
        Pull();
        lock (_lock)
            return _statements.CountSince(from.Statements);
    }

    internal IReadOnlyList<Statement> StatementsSince(TimelineMark from)
    {
        Pull();
        lock (_lock)
        {
            if (!_statements.IsWholeSince(from.Statements))
                Miss("statements of SQL");
            return [.. _statements.Since(from.Statements).OrderBy(statement => statement.Event.AtMicroseconds)];
        }
    }

    internal IReadOnlyList<string> KeysSince(TimelineMark from)
    {
        lock (_lock)
        {
            if (!_keys.IsWholeSince(from.Keys))
                Miss("uses of keys of Redis");
            return [.. _keys.Since(from.Keys).Distinct(StringComparer.Ordinal)];
        }
    }

    /// <summary>Adds a statement that the student's process tells of, beside its event.</summary>
    internal void AddStatement(TimelineEvent told, StatementFacts facts)
    {
        Add(told);
        lock (_lock)
        {
            _statements.Add(new Statement(facts.Sql, Math.Max(0, facts.Rows), Math.Max(0, facts.Stepped), facts.Writes, facts.Trouble, SinceOrigin(told))
            {
                Expanded = facts.Expanded,
            });
        }
    }

    /// <summary>Adds the keys that a command of the snippet named.</summary>
    internal void AddKeys(IReadOnlyList<string> keys)
    {
        lock (_lock)
        {
            foreach (var key in keys)
                _keys.Add(key);
        }
    }

    private void CountEach(TimelineEvent kept)
    {
        _counts.Add(kept);
        foreach (var watch in _watches)
            watch.Saw(kept);
    }

    // What came before is forgotten by whoever counts, too.
    private void BeginCounts()
    {
        _statements.Begin();
        _keys.Begin();
        _counts.Clear();
        _watches.Clear();
        _whole = Add(new TimelineWatch(this, new TimelineMark(0, 0, 0)));
    }

    private TimelineWatch Add(TimelineWatch watch)
    {
        _watches.Add(watch);
        return watch;
    }
}
