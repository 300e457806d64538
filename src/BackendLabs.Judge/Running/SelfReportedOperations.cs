using System.Collections.Frozen;
using BackendLabs.Contract;
using BackendLabs.Judge.Http;
using BackendLabs.Judge.Redis;

namespace BackendLabs.Judge.Running;

/// <summary>An operation on Redis or the HTTP service as the student's process tells of it, beside what the gate saw.</summary>
/// <param name="Seen">Of Redis: named as the client library does, <c>StringGet</c>. Of HTTP: by the method.</param>
/// <param name="Key">Of Redis: the first that it names; of HTTP: path and query. Null where there is none, or a very long one.</param>
/// <param name="Redis">What the client says of the commands it sent; null of HTTP.</param>
internal sealed record SelfReportedOperation(TimelineEvent Seen, string? Key, RedisFacts? Redis = null)
{
    /// <summary>Whether the client has named what it sent.</summary>
    public bool IsNamed => Redis is { Commands.Count: > 0 };

    /// <summary>Whether it ends a transaction, runs a script, or is one of the client's own transactions (a lock's release).</summary>
    public bool IsSeveral => Seen.Operation == "EXEC" || (Redis is { } redis && redis.Commands.Any(Several.Contains));

    private static readonly FrozenSet<string> Several = FrozenSet.Create(StringComparer.Ordinal, "EXEC", "DISCARD", "UNWATCH", "EVAL", "EVALSHA");
}

/// <summary>
/// Puts together what a gate saw and what the student's process tells of the same operations: the gate's event gets the
/// line, the other one goes. What never reached the gate stays, marked inside. Nothing that the process tells changes
/// what a gate saw: it adds a line, and that the client gave up.
/// </summary>
internal static class SelfReportedOperations
{
    /// <summary>Where the end was not seen, the command may come this much after the operation began.</summary>
    private const long OpenEnd = 1_000_000;

    /// <returns>In order of their start.</returns>
    public static TimelineEvent[] Merge(IReadOnlyList<TimelineEvent> seen, IReadOnlyList<SelfReportedOperation> inside)
    {
        if (inside.Count == 0)
            return [.. seen.OrderBy(one => one.AtMicroseconds)];
        var merged = seen.OrderBy(one => one.AtMicroseconds).ToArray();
        var told = inside.OrderBy(one => one.Seen.AtMicroseconds).ToList();
        var taken = new bool[merged.Length];
        HashSet<SelfReportedOperation> unseen = new(told, ReferenceEqualityComparer.Instance);
        // What names its commands chooses first: the others take what names their key, in the order in which they were asked for.
        foreach (var operation in told.Where(one => one.IsNamed).Concat(told.Where(one => !one.IsNamed)))
        {
            if (Find(merged, taken, operation, IsMain) is >= 0 and var found)
            {
                Take(merged, taken, found, operation);
                unseen.Remove(operation);
            }
        }

        // Some send several commands: a transaction its conditions, a walk its pages, a value with its expiry two.
        var reached = told.Where(one => one.Seen.Service == "redis" && !unseen.Contains(one)).ToList();
        foreach (var operation in reached.Where(one => one.IsSeveral))
            TakeRest(merged, taken, operation, Names);
        foreach (var operation in reached.Where(one => one is { Key: not null, Redis.IsQueued: false }))
            TakeRest(merged, taken, operation, NamesExactly);

        return [.. merged.Concat(told.Where(unseen.Contains).Select(one => one.Seen)).OrderBy(one => one.AtMicroseconds)];
    }

    private static void TakeRest(TimelineEvent[] merged, bool[] taken, SelfReportedOperation operation, Func<TimelineEvent, SelfReportedOperation, bool> belongs)
    {
        for (int more; (more = Find(merged, taken, operation, belongs)) >= 0;)
            Take(merged, taken, more, operation);
    }

    private static void Take(TimelineEvent[] merged, bool[] taken, int index, SelfReportedOperation operation)
    {
        taken[index] = true;
        var seen = merged[index];
        // A transaction that does not run cancels the tasks of its commands at one time or another: EXEC tells it.
        var gaveUp = seen.Queued ? null : GaveUp(operation.Seen.Detail);
        // The server's own error is what the gate saw; of a reply that was cut off the client tells more.
        if (seen.Failed && gaveUp == "RedisServerException")
            gaveUp = null;
        var detail = gaveUp is null ? seen.Detail : Cut($"{seen.Detail}; your code got {gaveUp}");
        merged[index] = seen with { Line = operation.Seen.Line, Detail = detail, GaveUp = gaveUp is not null };
    }

    private static int Find(TimelineEvent[] merged, bool[] taken, SelfReportedOperation operation, Func<TimelineEvent, SelfReportedOperation, bool> belongs)
    {
        var (from, until) = Window(operation.Seen);
        for (var index = FirstAt(merged, from); index < merged.Length && merged[index].AtMicroseconds <= until; index++)
        {
            var seen = merged[index];
            if (!taken[index] && !seen.SelfReported && seen.Service == operation.Seen.Service && seen.Host == operation.Seen.Host && belongs(seen, operation))
                return index;
        }

        return -1;
    }

    private static bool IsMain(TimelineEvent seen, SelfReportedOperation operation)
    {
        if (seen.Service == "http")
            return IsRequest(seen, operation);
        if (operation.Redis is { IsQueued: true })
            return seen.Queued && Names(seen, operation);
        if (operation.IsNamed)
            return operation.Redis!.Commands.Contains(seen.Operation) && Names(seen, operation);
        return operation.Seen.Operation == "EXEC" ? seen.Operation == "EXEC" : !seen.Queued && Names(seen, operation);
    }

    private static bool IsRequest(TimelineEvent seen, SelfReportedOperation operation) =>
        seen.Operation == operation.Seen.Operation
        && (operation.Key is null || seen.Detail.StartsWith(HttpDetail.Shown(operation.Key) + " ", StringComparison.Ordinal));

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

    private static bool Names(TimelineEvent seen, SelfReportedOperation operation) =>
        operation.Key is null || !TakesKey(seen) || ShowsKey(seen, operation.Key);

    private static bool NamesExactly(TimelineEvent seen, SelfReportedOperation operation) => TakesKey(seen) && ShowsKey(seen, operation.Key!);

    private static bool TakesKey(TimelineEvent seen) =>
        RedisCommandTable.ShapeOf(seen.Operation, scripting: true) is { } shape && shape.AsSpan().IndexOfAny("kKDnN") >= 0;

    private static bool ShowsKey(TimelineEvent seen, string key)
    {
        var shown = RedisDetail.Arguments(new RedisCommand([[], System.Text.Encoding.UTF8.GetBytes(key)]), "k");
        var at = seen.Detail.IndexOf(shown, StringComparison.Ordinal);
        return at >= 0 && (at == 0 || seen.Detail[at - 1] == ' ') && (at + shown.Length == seen.Detail.Length || seen.Detail[at + shown.Length] == ' ');
    }

    // "key -> RedisTimeoutException: …"
    private static string? GaveUp(string detail)
    {
        var start = detail.LastIndexOf("-> ", StringComparison.Ordinal) is var arrow and >= 0 ? arrow + 3 : 0;
        var end = detail.IndexOf("Exception: ", start, StringComparison.Ordinal);
        return end < 0 || detail.AsSpan(start, end - start).ContainsAny(" :") ? null : detail[start..(end + "Exception".Length)];
    }

    private static string Cut(string text) => text.Length <= 200 ? text : text[..199] + "…";
}
