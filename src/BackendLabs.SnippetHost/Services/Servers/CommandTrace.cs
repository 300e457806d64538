using System.Collections.Concurrent;
using System.Diagnostics;
using BackendLabs.Contract;

namespace BackendLabs.SnippetHost.Services.Servers;

/// <summary>
/// Tells the judge of each command that a client library of a database server runs, by the library's own tracing
/// (https://opentelemetry.io/docs/specs/semconv/database/): from which place, for how long, and what it failed with. What
/// the server did stands in its own log; the judge puts both together.
/// </summary>
/// <param name="kind">Of the service.</param>
internal sealed class CommandTrace(string kind, ServiceContext context)
{
    private const int LongestSql = 110;
    private const int LongestKey = 512;

    private const string Frame = "backendlabs.frame";

    private readonly ConcurrentDictionary<Activity, bool> _underWay = new();
    private readonly FloodSample _told = new(FloodSample.OfOperations);

    /// <param name="source">The library's name for its tracing.</param>
    public void Listen(string source) => ActivitySource.AddActivityListener(new ActivityListener
    {
        ShouldListenTo = candidate => candidate.Name == source,
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        // On the thread that asks, where the snippet's own lines are on the stack.
        ActivityStarted = activity =>
        {
            activity.SetCustomProperty(Frame, new Begun(TimeProvider.System.Microseconds(), context.Frames.Innermost()));
            _underWay[activity] = true;
        },
        ActivityStopped = activity =>
        {
            // One that time ran out for has been told.
            if (_underWay.TryRemove(activity, out _))
                Tell(activity);
        },
    });

    /// <summary>Time is up: tells what has no answer.</summary>
    public void TellPending()
    {
        foreach (var activity in _underWay.Keys)
        {
            // One whose first rows have come is a reader that the code has not closed: it is the code that does not go on.
            if (_underWay.TryRemove(activity, out _) && !activity.Events.Any())
                Tell(activity, isPending: true);
        }
    }

    private void Tell(Activity activity, bool isPending = false)
    {
        if (Text(activity) is not { Length: > 0 } sql || activity.GetCustomProperty(Frame) is not Begun begun || !_told.TryTake())
            return;
        var isFailed = activity.Status is ActivityStatusCode.Error;
        var outcome = isPending ? " -> no answer when time was up" : isFailed ? $" -> {ShownText.OnOneLine(Words(activity), 120)}" : "";
        var line = string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var duration = isPending ? 0 : Math.Max(1, TimeProvider.System.Microseconds() - begun.At);
        var seen = new TimelineEvent(begun.At, duration, kind, VerbOf(line), ShownText.OnOneLine(line, LongestSql) + outcome, Failed: isFailed, Pending: isPending);
        context.Send(new HostToJudge.Observed(seen, begun.Frame, sql.Length > LongestKey ? null : sql));
    }

    private static string? Text(Activity activity) => (activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement")) as string;

    // "PostgresException: 40001: could not serialize access".
    private static string Words(Activity activity)
    {
        var thrown = activity.Events.FirstOrDefault(one => one.Name == "exception").Tags?.ToDictionary(tag => tag.Key, tag => tag.Value) ?? [];
        var type = (thrown.GetValueOrDefault("exception.type") as string)?.Split('.')[^1] ?? "Exception";
        return $"{type}: {thrown.GetValueOrDefault("exception.message") as string ?? activity.StatusDescription}";
    }

    private static string VerbOf(string line)
    {
        var end = line.IndexOfAny([' ', ';', '(']);
        return (end < 0 ? line : line[..end]).ToLowerInvariant();
    }

    private sealed record Begun(long At, StackFrameToken? Frame);
}
