using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Checking;

/// <summary>What became of a check, in the words that every form of a report shares.</summary>
/// <param name="Message">Null where the check passed.</param>
/// <param name="Line">The snippet's line that the eye should go to; null where none is known.</param>
internal sealed record CheckWords(string? Message, string? Expected, string? Actual, int? Line)
{
    /// <summary>What lies behind it, and the next step; null where the message says it.</summary>
    public string? Advice { get; private init; }

    public static CheckWords Of(CheckResult check) =>
        OfStatus(check) with { Advice = check.Advice ?? (check.Status as CheckStatus.RuntimeError)?.Advice };

    private static CheckWords OfStatus(CheckResult check) => check.Status switch
    {
        CheckStatus.Passed => new(null, null, null, null),
        CheckStatus.Failed failed => new(failed.Message, failed.Expected, failed.Actual, LastLine(check)),
        CheckStatus.RuntimeError error => new(Threw(error), null, null, error.Line ?? LastLine(check)),
        CheckStatus.TimeLimit limit => new(TookTooLong(limit) + (check.WasRepeated ? " It was repeated with nothing else running, and took as long." : ""), null, null, LastLine(check)),
        CheckStatus.MemoryLimit limit => new($"Your code used more than {Bytes(limit.LimitBytes)} of memory.", null, null, LastLine(check)),
        CheckStatus.OutputLimit limit => new($"{PrintedTooMuch(limit.LimitBytes)} Look for the loop that never ends.", null, null, LastLine(check)),
        CheckStatus.Denied denied => new($"Not allowed here: {denied.Operation} ({denied.Service}). {denied.Reason}", null, null, LastLine(check)),
        CheckStatus.NotRun notRun => new($"Not run, because {notRun.Because} did not pass.", null, null, null),
        CheckStatus.InfrastructureError error => new($"Our problem, not yours: {error.Reason}{InScript(error)}", null, null, null),
        _ => throw new InvalidOperationException($"{check.Status.GetType().Name} has no words."),
    };

    /// <summary>12,000 bytes as <c>11.7 KB</c>; whole numbers without a fraction.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        >= 1L << 30 => $"{bytes / (double)(1L << 30):0.#} GB",
        >= 1L << 20 => $"{bytes / (double)(1L << 20):0.#} MB",
        >= 1L << 10 => $"{bytes / (double)(1L << 10):0.#} KB",
        _ => $"{bytes} bytes",
    };

    public static string Seconds(TimeSpan time) =>
        time < TimeSpan.FromSeconds(1) ? $"{time.TotalMilliseconds:0} ms" : $"{time.TotalSeconds:0.##} s";

    public static string Plural(int count, string one, string? many = null) => count == 1 ? $"1 {one}" : $"{count} {many ?? one + "s"}";

    /// <param name="kept">What a check keeps of the output, in bytes.</param>
    public static string PrintedTooMuch(long kept) =>
        $"Your code prints and does not stop: more than {Bytes(kept * HostToJudge.Printed.FloodFactor)} came, and a check keeps {Bytes(kept)}.";

    private static string Threw(CheckStatus.RuntimeError error) =>
        error.Message.Length == 0 ? $"Your code threw {error.Type}." : $"Your code threw {error.Type}: {error.Message}";

    private static string TookTooLong(CheckStatus.TimeLimit limit) => limit.Entry is null
        ? $"Your code did not finish loading within {Seconds(limit.Limit)}."
        : $"{limit.Entry} did not finish: the check ended after {Seconds(limit.Limit)}.";

    private static string InScript(CheckStatus.InfrastructureError error) => error.Line is { } line ? $" (checks.csx, line {line})" : "";

    /// <summary>The place in the timeline, from 0, where it went wrong: where the check says so, or the operation that failed when the code did; null where none is known.</summary>
    public static int? WrongOf(CheckResult check)
    {
        if (check.At is { } at && at >= 0 && at < check.Timeline.Count)
            return at;
        var told = check.Status switch
        {
            CheckStatus.RuntimeError { Line: { } line } => Last(check, one => one.Line == line && one.IsFailed),
            CheckStatus.Denied denied => Last(check, one => one.Service == denied.Service && one.IsFailed),
            _ => -1,
        };
        return told < 0 ? null : told;
    }

    /// <summary>Whether <see cref="Line"/> is only the last thing that the code did.</summary>
    public static bool IsGuess(CheckResult check) => WrongOf(check) is null && check.Status is not CheckStatus.RuntimeError { Line: not null };

    private static int Last(CheckResult check, Func<TimelineEvent, bool> fits) =>
        Enumerable.Range(0, check.Timeline.Count).LastOrDefault(index => !check.Timeline[index].IsJudges && fits(check.Timeline[index]), -1);

    // What the student's code did last is the best guess where nothing better is known.
    private static int? LastLine(CheckResult check) => WrongOf(check) is { } wrong && check.Timeline[wrong].Line is { } line
        ? line
        : check.Timeline.LastOrDefault(operation => operation.Line is not null && operation.Service != "judge")?.Line;
}
