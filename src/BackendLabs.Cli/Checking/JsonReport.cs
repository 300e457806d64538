using System.Text.Json.Serialization;
using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Labs;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace BackendLabs.Cli.Checking;

/// <summary>The report as JSON, for programs: no field that it has ever had changes its meaning.</summary>
/// <param name="Reason">Of an infrastructure error alone, as is <paramref name="Remedy"/>.</param>
internal sealed record JsonReport(
    string Lab,
    int Version,
    string Verdict,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Reason,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Remedy,
    [property: JsonIgnore(Condition = WhenWritingDefault)] bool Free,
    int Score,
    int Max,
    long Seed,
    IReadOnlyList<LayerState> Layers,
    double ElapsedMs,
    UsageJson Usage,
    IEnumerable<DiagnosticJson> Diagnostics,
    string Output,
    IEnumerable<CheckJson> Checks)
{
    public static string Write(RunReport report) => JsonText.Write(Of(report), CliJson.Default.JsonReport);

    public static JsonReport Of(RunReport report)
    {
        var error = report.Verdict as Labs.Verdict.InfrastructureError;
        return new JsonReport(
            report.Lab, report.Version, report.Verdict.Name, error?.Reason, error?.Remedy, report.IsFree, report.Score, report.Max, report.Seed, report.Layers,
            JsonText.Milliseconds(report.Elapsed), UsageJson.Of(report.Usage), report.Diagnostics.Select(DiagnosticJson.Of), report.Output, report.Checks.Select(CheckJson.Of));
    }
}

internal sealed record UsageJson(double CpuMs, long PeakBytes, long OutputBytes)
{
    public static UsageJson Of(ResourceUsage usage) => new(JsonText.Milliseconds(usage.Cpu), usage.PeakBytes, usage.OutputBytes);
}

internal sealed record DiagnosticJson(
    int Line, int Column, string Id, string Message, string? Hint, [property: JsonIgnore(Condition = WhenWritingDefault)] bool Warning)
{
    public static DiagnosticJson Of(SnippetDiagnostic diagnostic) =>
        new(diagnostic.Line, diagnostic.Column, diagnostic.Id, diagnostic.Message, diagnostic.Hint, !diagnostic.IsError);
}

/// <param name="Advice">What lies behind the message, and the next step; left out where the message says it.</param>
/// <param name="Rule">Of the lesson, that it broke; left out where the check names none.</param>
/// <param name="At">The place of the event where it went wrong, from 0; left out where none is known.</param>
/// <param name="Line">Where it went wrong.</param>
/// <param name="LastLine">The last line that did anything, where no better one is known.</param>
/// <param name="Returned">Of free code.</param>
/// <param name="State">After a look at the worlds.</param>
internal sealed record CheckJson(
    string Id,
    string Title,
    string Status,
    int Points,
    int Max,
    string? Message,
    string? Expected,
    string? Actual,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Advice,
    string? Hint,
    [property: JsonIgnore(Condition = WhenWritingNull)] BrokenRule? Rule,
    [property: JsonIgnore(Condition = WhenWritingNull)] int? At,
    [property: JsonIgnore(Condition = WhenWritingNull)] int? Line,
    [property: JsonIgnore(Condition = WhenWritingNull)] int? LastLine,
    [property: JsonIgnore(Condition = WhenWritingDefault)] bool Repeated,
    [property: JsonIgnore(Condition = WhenWritingNull)] IReadOnlyList<ScheduleStep>? Schedule,
    [property: JsonIgnore(Condition = WhenWritingNull)] IReadOnlyList<PlanLine>? Plan,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Returned,
    IEnumerable<EventJson> Timeline,
    [property: JsonIgnore(Condition = WhenWritingNull), JsonConverter(typeof(WorldOnOneLine))] WorldJson? State)
{
    public static CheckJson Of(CheckResult check)
    {
        var words = CheckWords.Of(check);
        var isGuess = CheckWords.IsGuess(check);
        var failed = check.Status as CheckStatus.Failed;
        return new CheckJson(
            check.Id, check.Title, check.Status.Name, check.Points, check.Max, words.Message, words.Expected, words.Actual, words.Advice, check.Hint, check.Rule,
            CheckWords.WrongOf(check), isGuess ? null : words.Line, isGuess ? words.Line : null, check.WasRepeated,
            failed?.Schedule?.Steps, failed is { Plan.Count: > 0 } ? failed.Plan : null, check.Returned,
            check.Timeline.Select(EventJson.Of), check.World is { } world ? WorldJson.Of(world) : null);
    }
}

/// <param name="At">In milliseconds, as is <paramref name="Ms"/>, how long it took.</param>
/// <param name="Inside">Whether only the student's own process reported it.</param>
internal sealed record EventJson(
    double At,
    double Ms,
    string Service,
    string Operation,
    string Detail,
    int? Line,
    bool Inside,
    [property: JsonIgnore(Condition = WhenWritingNull)] int? World,
    [property: JsonIgnore(Condition = WhenWritingNull)] int? Client,
    [property: JsonIgnore(Condition = WhenWritingDefault)] bool Judges,
    [property: JsonIgnore(Condition = WhenWritingDefault)] bool Failed)
{
    public static EventJson Of(TimelineEvent one) => new(
        JsonText.Milliseconds(one.At), JsonText.Milliseconds(one.Duration), one.Service, one.Operation, one.Detail, one.Line, one.SelfReported,
        one.World == 0 ? null : one.World, one.Client == 0 ? null : one.Client, one.IsJudges, one.IsFailed);
}
