using BackendLabs.Contract;

namespace BackendLabs.Judge.Timeline;

/// <summary>An operation as the student's process tells of it, beside what was seen of it.</summary>
/// <param name="Seen">Named as the client library does: <c>StringGet</c> of Redis, by the method of HTTP.</param>
/// <param name="Key">What it names: of Redis the first key, of HTTP path and query, of SQL the statement. Null where there is none, or a very long one.</param>
/// <param name="Redis">What the client says of the commands it sent; null of other services.</param>
internal sealed record SelfReportedOperation(TimelineEvent Seen, string? Key, RedisFacts? Redis = null)
{
    /// <summary>Whether the client has named what it sent.</summary>
    public bool IsNamed => Redis is { Commands.Count: > 0 };
}

/// <summary>
/// Puts together what a gate saw and what the student's process tells of the same operations: the gate's event gets the
/// line, the other one goes. What never reached the gate stays, marked inside. Nothing that the process tells changes
/// what a gate saw: it adds a line, and that the client gave up.
/// </summary>
/// <param name="matches">By the kind of service; one without has its own words alone.</param>
internal sealed class SelfReportedOperations(IReadOnlyDictionary<string, OperationMatch> matches)
{
    /// <summary>Where the end was not seen, the command may come this much after the operation began.</summary>
    private const long OpenEnd = 1_000_000;

    /// <returns>In order of their start.</returns>
    public TimelineEvent[] Merge(IReadOnlyList<TimelineEvent> seen, IReadOnlyList<SelfReportedOperation> inside)
    {
        if (inside.Count == 0)
            return [.. seen.OrderBy(one => one.AtMicroseconds)];
        var merged = seen.OrderBy(one => one.AtMicroseconds).ToArray();
        var told = inside.OrderBy(one => one.Seen.AtMicroseconds).ToList();
        // What the code never sent no gate can have seen.
        var sent = told.Where(one => !one.Seen.Unsent).ToList();
        var taken = new bool[merged.Length];
        HashSet<SelfReportedOperation> unseen = new(told, ReferenceEqualityComparer.Instance);
        // What names its commands chooses first: the others take what names their key, in the order in which they were asked for.
        foreach (var operation in sent.Where(one => one.IsNamed).Concat(sent.Where(one => !one.IsNamed)))
        {
            if (Find(merged, taken, operation, match => match.IsMain) is >= 0 and var found)
            {
                Take(merged, taken, found, operation);
                unseen.Remove(operation);
            }
        }

        var reached = told.Where(one => !unseen.Contains(one)).ToList();
        foreach (var operation in reached)
            TakeRest(merged, taken, operation, match => match.IsOneOfSeveral);
        foreach (var operation in reached)
            TakeRest(merged, taken, operation, match => match.IsLeftOver);

        return [.. merged.Concat(told.Where(unseen.Contains).Select(one => one.Seen)).OrderBy(one => one.AtMicroseconds)];
    }

    private void TakeRest(TimelineEvent[] merged, bool[] taken, SelfReportedOperation operation, Func<OperationMatch, Func<TimelineEvent, SelfReportedOperation, bool>> belongs)
    {
        for (int more; (more = Find(merged, taken, operation, belongs)) >= 0;)
            Take(merged, taken, more, operation);
    }

    private void Take(TimelineEvent[] merged, bool[] taken, int index, SelfReportedOperation operation)
    {
        taken[index] = true;
        var seen = merged[index];
        if (matches.GetValueOrDefault(seen.Service) is { SeesOutcomes: false })
        {
            merged[index] = WithOutcome(seen, operation.Seen);
            return;
        }

        // A transaction that does not run cancels the tasks of its commands at one time or another: EXEC tells it.
        var gaveUp = seen.Queued ? null : GaveUp(operation.Seen.Detail);
        // The server's own error is what the gate saw; of a reply that was cut off the client tells more.
        if (seen.Failed && gaveUp == "RedisServerException")
            gaveUp = null;
        var detail = gaveUp is null ? seen.Detail : SelfReportedText.Cut($"{seen.Detail}; your code got {gaveUp}");
        merged[index] = seen with { Line = operation.Seen.Line, Detail = detail, GaveUp = gaveUp is not null, Pending = operation.Seen.Pending };
    }

    private static TimelineEvent WithOutcome(TimelineEvent seen, TimelineEvent told)
    {
        var arrow = told.Failed ? told.Detail.IndexOf(" -> ", StringComparison.Ordinal) : -1;
        return seen with
        {
            Line = told.Line,
            Pending = told.Pending,
            DurationMicroseconds = told.DurationMicroseconds,
            Failed = told.Failed,
            Detail = arrow < 0 ? seen.Detail : SelfReportedText.Cut(seen.Detail + told.Detail[arrow..]),
        };
    }

    private int Find(TimelineEvent[] merged, bool[] taken, SelfReportedOperation operation, Func<OperationMatch, Func<TimelineEvent, SelfReportedOperation, bool>> by)
    {
        if (matches.GetValueOrDefault(operation.Seen.Service) is not { } match)
            return -1;
        var belongs = by(match);
        var (from, until) = Window(operation.Seen);
        (from, until) = (from - match.Slack, until + match.Slack);
        for (var index = FirstAt(merged, from); index < merged.Length && merged[index].AtMicroseconds <= until; index++)
        {
            var seen = merged[index];
            if (!taken[index] && !seen.SelfReported && seen.Service == operation.Seen.Service && seen.Host == operation.Seen.Host && belongs(seen, operation))
                return index;
        }

        return -1;
    }

    private static (long From, long Until) Window(TimelineEvent told) =>
        (told.AtMicroseconds, told.AtMicroseconds + (told.DurationMicroseconds > 0 ? told.DurationMicroseconds : OpenEnd));

    private static int FirstAt(TimelineEvent[] ordered, long at)
    {
        int low = 0, high = ordered.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ordered[middle].AtMicroseconds < at)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    // "key -> RedisTimeoutException: …"
    private static string? GaveUp(string detail)
    {
        var start = detail.LastIndexOf("-> ", StringComparison.Ordinal) is var arrow and >= 0 ? arrow + 3 : 0;
        var end = detail.IndexOf("Exception: ", start, StringComparison.Ordinal);
        return end < 0 || detail.AsSpan(start, end - start).ContainsAny(" :") ? null : detail[start..(end + "Exception".Length)];
    }
}
