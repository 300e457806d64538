using BackendLabs.Contract;
using BackendLabs.Judge.Timeline;

namespace BackendLabs.Judge;

/// <summary>What the snippet does from one moment of a check on: <c>var watch = Timeline.Watch();</c>, then a call, then counts.</summary>
public sealed class TimelineWatch
{
    private readonly JudgeTimeline _timeline;
    private readonly TimelineMark _from;
    private readonly Dictionary<string, int> _roundTrips = new(StringComparer.Ordinal);
    private bool _isCounted;

    internal TimelineWatch(JudgeTimeline timeline, TimelineMark from)
    {
        _timeline = timeline;
        _from = from;
    }

    /// <summary>
    /// The statements of SQL so far, oldest first. A check that asks and at whose end there was not one of them fails,
    /// whatever it expected: a bound that nothing came near proves nothing. So does one for which there were more than are
    /// kept (20,000, or 8 million characters).
    /// </summary>
    public IReadOnlyList<Statement> Statements
    {
        get
        {
            _isCounted = true;
            return _timeline.StatementsSince(_from);
        }
    }

    /// <summary>
    /// The keys of Redis that its commands named, each once, in order of their first use, as the gate saw them. A check that
    /// asks after more than 20,000 uses fails.
    /// </summary>
    public IReadOnlyList<string> Keys => _timeline.KeysSince(_from);

    /// <summary>
    /// How often the snippet went to a service, by its kind as <c>lab.yaml</c> writes it: its commands or statements,
    /// where one with many keys is one and a transaction is one. The commands of a batch count each: whether anybody waited
    /// between two of them is not seen from outside.
    /// </summary>
    public int RoundTrips(string service)
    {
        if (OperationCounts.OnlyProcessSees(service))
        {
            _isCounted = true;
            return _timeline.CountStatements(_from);
        }

        _timeline.Pull();
        lock (_roundTrips)
            return _roundTrips.GetValueOrDefault(service);
    }

    /// <summary>For the student: that there was nothing to count; null where there was, or where nobody counted.</summary>
    internal string? Uncounted =>
        _isCounted && _timeline.CountStatements(_from) == 0 ? "There was nothing to count: your code ran no statement of SQL while it was watched." : null;

    /// <summary>Counts what happens, for the timeline itself keeps the newest only.</summary>
    internal void Saw(TimelineEvent seen)
    {
        if (seen.Host == 0 || seen.AtMicroseconds < _from.At || !IsRoundTrip(seen))
            return;
        lock (_roundTrips)
            _roundTrips[seen.Service] = _roundTrips.GetValueOrDefault(seen.Service) + 1;
    }

    // What waits in a transaction travels with its EXEC.
    private static bool IsRoundTrip(TimelineEvent seen) =>
        seen is { SelfReported: false, Operation: not "MULTI", Queued: false };
}

/// <summary>A moment of a check.</summary>
/// <param name="At">In microseconds since the check began.</param>
/// <param name="Statements">How many statements had ended by then.</param>
/// <param name="Keys">How many keys had been named by then.</param>
internal sealed record TimelineMark(long At, long Statements, long Keys);
