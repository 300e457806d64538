using BackendLabs.Contract;
using BackendLabs.Judge.Http;
using BackendLabs.Judge.Redis;

namespace BackendLabs.Judge.Running;

/// <summary>An operation on Redis or the HTTP service as the student's process tells of it, beside what the gate saw.</summary>
/// <param name="Seen">Of Redis: named as the client library does, <c>StringGet</c>. Of HTTP: by the method.</param>
/// <param name="Key">Of Redis: the first that it names; of HTTP: path and query. Null where there is none, or a very long one.</param>
internal sealed record InsideOperation(TimelineEvent Seen, string? Key);

/// <summary>
/// Puts together what a gate saw and what the student's process tells of the same operations: the gate's event gets the
/// line, the other one goes. What never reached the gate stays, marked inside. Nothing that the process tells changes
/// what a gate saw: it adds a line, and that the client gave up.
/// </summary>
internal static class InsideOperations
{
    /// <summary>Where the end was not seen, the command may come this much after the operation began.</summary>
    private const long OpenEnd = 1_000_000;

    /// <returns>In order of their start.</returns>
    public static TimelineEvent[] Merge(IReadOnlyList<TimelineEvent> seen, IReadOnlyList<InsideOperation> inside)
    {
        if (inside.Count == 0)
            return [.. seen.OrderBy(one => one.AtMicroseconds)];
        var merged = seen.OrderBy(one => one.AtMicroseconds).ToArray();
        var told = inside.OrderBy(one => one.Seen.AtMicroseconds).ToList();
        var taken = new bool[merged.Length];
        List<TimelineEvent> unseen = [];
        foreach (var operation in told)
        {
            var found = Find(merged, taken, operation, RedisMethods.Sends);
            if (found < 0)
                unseen.Add(operation.Seen);
            else
                Take(merged, taken, found, operation);
        }

        // Some operations send several commands: a transaction its conditions, a lock's release what it compares first.
        foreach (var operation in told.Where(one => one.Seen.Service == "redis"))
        {
            for (int more; (more = Find(merged, taken, operation, RedisMethods.AlsoSends)) >= 0;)
                Take(merged, taken, more, operation);
        }

        return [.. merged.Concat(unseen).OrderBy(one => one.AtMicroseconds)];
    }

    private static void Take(TimelineEvent[] merged, bool[] taken, int index, InsideOperation operation)
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

    private static int Find(TimelineEvent[] merged, bool[] taken, InsideOperation operation, Func<string, string, bool> sends)
    {
        var (from, until) = Window(operation.Seen);
        for (var index = FirstAt(merged, from); index < merged.Length && merged[index].AtMicroseconds <= until; index++)
        {
            var seen = merged[index];
            if (!taken[index] && !seen.Inside && seen.Service == operation.Seen.Service && seen.Host == operation.Seen.Host
                && (seen.Service == "http" ? IsRequest(seen, operation) : sends(operation.Seen.Operation, seen.Operation) && Names(seen, operation.Key)))
                return index;
        }

        return -1;
    }

    private static bool IsRequest(TimelineEvent seen, InsideOperation operation) =>
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

    private static bool Names(TimelineEvent seen, string? key)
    {
        if (key is null || RedisCommandTable.ShapeOf(seen.Operation, scripting: true) is not { } shape || shape.AsSpan().IndexOfAny("kKDnN") < 0)
            return true;
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
