using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Checking;

internal enum ReportFormat
{
    Pretty,
    Json,
    Exercism,
    Gradescope,
    Junit,
    Ctrf,
}

/// <summary>The forms for machines: one document on standard output, nothing else.</summary>
internal static class MachineReport
{
    /// <param name="title">Of the lab.</param>
    /// <param name="endedAt">When the run ended.</param>
    public static string Write(ReportFormat format, RunReport report, string title, DateTimeOffset endedAt) => format switch
    {
        ReportFormat.Json => JsonReport.Write(report),
        ReportFormat.Exercism => ExercismReport.Write(report),
        ReportFormat.Gradescope => GradescopeReport.Write(report),
        ReportFormat.Junit => JunitReport.Write(report, endedAt),
        ReportFormat.Ctrf => CtrfReport.Write(report, title, endedAt),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No form for machines."),
    };

    /// <summary>What a student needs to read where no check ran; null where the checks say it all.</summary>
    public static string? WholeRunMessage(RunReport report) => report.Verdict switch
    {
        Verdict.CompileError error => string.Join('\n', error.Diagnostics.Where(d => d.IsError).Select(DiagnosticLine)),
        Verdict.InfrastructureError error => $"Our problem, not yours; nothing was counted. {error.Reason} {error.Remedy}".TrimEnd(),
        Verdict.RuntimeError error when report.Checks.Count == 0 => $"{error.Type}: {error.Message}",
        Verdict.TimeLimit limit when report.Checks.Count == 0 => $"It did not end within {CheckWords.Seconds(limit.Limit)}.",
        Verdict.MemoryLimit limit when report.Checks.Count == 0 => $"It used more than {CheckWords.Bytes(limit.LimitBytes)} of memory.",
        Verdict.OutputLimit limit when report.Checks.Count == 0 => CheckWords.PrintedTooMuch(limit.LimitBytes),
        Verdict.Denied denied when report.Checks.Count == 0 => $"Not allowed here: {denied.Operation}. {denied.Reason}",
        _ => null,
    };

    /// <summary>Message, expected, actual and place as a few lines of text; null for a check that passed.</summary>
    public static string? CheckMessage(CheckResult check)
    {
        var words = CheckWords.Of(check);
        if (words.Message is null)
            return null;
        var lines = new List<string> { words.Message };
        if (words.Expected is not null)
            lines.Add($"Expected: {words.Expected}");
        if (words.Actual is not null)
            lines.Add($"But was: {words.Actual}");
        if (check.Rule is { } rule)
            lines.Add($"The lesson says: {rule.Sentence}");
        if (words.Advice is not null)
            lines.Add(words.Advice);
        if (words.Line is { } line)
            lines.Add($"Line: {line}");
        if (check.Hint is not null)
            lines.Add($"Hint: {check.Hint}");
        return string.Join('\n', lines);
    }

    private static string DiagnosticLine(SnippetDiagnostic diagnostic) =>
        $"line {diagnostic.Line}, column {diagnostic.Column}: {diagnostic.Id}: {diagnostic.Message}"
        + (diagnostic.Hint is null ? "" : $" {diagnostic.Hint}");
}
