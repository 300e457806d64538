using BackendLabs.Contract;
using BackendLabs.Contract.Services;

namespace BackendLabs.Grader;

/// <summary>What lies behind a check's outcome, read from its timeline, in a student's words. What an exception means is said by the judge.</summary>
internal static class CheckAdvice
{
    /// <summary>From so many times on, one operation in one line is a loop that does not end.</summary>
    private const int ManyTimes = 50;

    private const string NothingAsked =
        "it was computing, sleeping, or waiting for what never comes: a loop without an end, a lock that is not let go, a task that nobody completes.";

    /// <returns>Null where the outcome itself says all.</returns>
    public static string? Of(CheckReport report) => report.Status switch
    {
        CheckStatus.RuntimeError error => error.Advice,
        CheckStatus.TimeLimit late => Join(OfHang(report, late.Limit), OfCalls(report)),
        CheckStatus.Failed => OfScope(report),
        _ => null,
    };

    private static string OfHang(CheckReport report, TimeSpan limit)
    {
        var own = report.Timeline.Where(one => one.Host != 0 && ServiceKinds.Find(one.Service) is not null).ToList();
        // What began last is what the code is at, unless it had no time to be answered: some operation of a loop is under way.
        var waits = own.LastOrDefault(one => one.Pending);
        if (waits is not null && report.Elapsed - waits.At >= limit / 10)
            return OfPending(waits);
        if (OfLoop(report.Timeline, own) is { } loop)
            return loop;
        if (waits is not null)
            return OfPending(waits);
        return own.LastOrDefault() is { } last
            ? $"The last thing that your code asked for was {Name(last)}{In(last)}. After it, {NothingAsked}"
            : $"Your code asked no service for anything: {NothingAsked}";
    }

    // Of more operations than are shown, the end is what the code was at; of those a sample has its line.
    private static string? OfLoop(IReadOnlyList<TimelineEvent> whole, List<TimelineEvent> own)
    {
        var cut = whole.FirstOrDefault(one => one is { Service: "judge", Operation: TimelineEvent.LeftOut });
        var looked = cut is null ? own : own.Where(one => one.AtMicroseconds >= cut.AtMicroseconds);
        if (looked.GroupBy(one => (one.Service, one.Operation)).MaxBy(group => group.Count()) is not { } most || most.Count() < ManyTimes)
            return null;
        if (most.Where(one => one.Line is not null).GroupBy(one => one.Line).MaxBy(group => group.Count()) is not { } line || (cut is null && line.Count() < ManyTimes))
            return null;
        var times = cut is null ? $"{line.Count()} times" : "thousands of times";
        return $"Line {line.Key} ran {most.Key.Operation} again and again, {times}: the loop around it does not end. What should end it, and why does that never come?";
    }

    private static string OfPending(TimelineEvent waits)
    {
        var where = waits.Line is { } line ? $"Line {line} waits" : "Your code waits";
        var home = ServiceKinds.Of(waits.Service);
        return waits.Unsent && home.UnsentAdvice is { } advice
            ? $"{where} for {Name(waits)}, a command of a transaction or batch: {advice}"
            : $"{where} for {Name(waits)}, and {home.Title} had not answered when time was up. What keeps it: a lock that other code of yours holds, an unfinished {home.OperationNoun} before it?";
    }

    private static string? OfCalls(CheckReport report)
    {
        var calls = report.Timeline.Where(one => one is { Service: "code", Pending: true }).GroupBy(one => one.Operation, StringComparer.Ordinal).ToList();
        var count = calls.Sum(group => group.Count());
        return count < 2 ? null : $"Waiting still: {string.Join(", ", calls.Select(group => group.Count() == 1 ? group.Key : $"{group.Count()} calls of {group.Key}"))}.";
    }

    private static string? OfScope(CheckReport report)
    {
        var inScope = report.Timeline.FirstOrDefault(one => one.InScope);
        return inScope is null || ServiceKinds.Find(inScope.Service)?.ScopeAdvice is not { } advice
            ? null
            : inScope.Line is { } line ? $"Line {line} runs within a TransactionScope. {advice}" : advice;
    }

    private static string Name(TimelineEvent one) => ServiceKinds.Of(one.Service).HasStatements ? $"its statement ({one.Operation})" : one.Operation;

    private static string In(TimelineEvent one) => one.Line is { } line ? $", in line {line}" : "";

    private static string Join(string first, string? second) => second is null ? first : $"{first} {second}";
}
