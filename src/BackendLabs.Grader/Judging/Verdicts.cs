using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Judging;

/// <summary>From what the judge reports to what a student reads.</summary>
internal static class Verdicts
{
    /// <summary>Of the JSON that free code returned, in characters.</summary>
    private const int LongestReturned = 16 * 1024;

    /// <summary>The checks' results, in the lab's own order whatever order they ran in.</summary>
    public static IReadOnlyList<CheckResult> ToResults(Lab lab, JudgedRun run)
    {
        var reports = run.Reports.ToDictionary(report => report.CheckId);
        return [.. run.Declared.Where(check => reports.ContainsKey(check.Id)).Select(check => ToResult(lab, check, reports[check.Id]) with
        {
            WasRepeated = run.Repeated.Contains(check.Id),
            Returned = run.Answers?.GetValueOrDefault(check.Id)?.LastOrDefault()?.Json is { } json ? Cut(json) : null,
        })];
    }

    /// <summary>By the first check that did not pass; what broke of ours outranks that, because nothing is counted then.</summary>
    public static Verdict Of(IReadOnlyList<CheckResult> checks)
    {
        if (checks.Select(check => check.Status).OfType<CheckStatus.InfrastructureError>().FirstOrDefault() is { } broken)
            return new Verdict.InfrastructureError(broken.Reason, "Run it again; lab doctor says what this machine lacks.");
        var first = checks.FirstOrDefault(check => check.Status is not CheckStatus.Passed)?.Status;
        return first switch
        {
            null => new Verdict.Passed(),
            CheckStatus.RuntimeError error => new Verdict.RuntimeError(error.Type, error.Message, error.Line),
            CheckStatus.TimeLimit limit => new Verdict.TimeLimit(limit.Limit),
            CheckStatus.MemoryLimit limit => new Verdict.MemoryLimit(limit.LimitBytes),
            CheckStatus.OutputLimit limit => new Verdict.OutputLimit(limit.LimitBytes),
            CheckStatus.Denied denied => new Verdict.Denied(denied.Operation, denied.Reason),
            _ => new Verdict.Failed(),
        };
    }

    public static CheckResult ToResult(Lab lab, CheckDeclaration check, CheckReport report) => new(
        check.Id,
        check.Title,
        check.Points,
        report.Status,
        report.Elapsed,
        report.Timeline,
        report.Status is CheckStatus.Passed or CheckStatus.NotRun ? null : lab.Hints.FirstOrDefault(hint => hint.Check == check.Id)?.Text)
    {
        At = report.At,
        Rule = LabRules.BrokenIn(lab, check.Id, report.Status),
        Strayed = report.Strayed,
        World = report.World,
    };

    private static string Cut(string json) => json.Length <= LongestReturned ? json : json[..LongestReturned] + "…";
}
