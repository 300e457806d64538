using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using BackendLabs.Contract;

namespace BackendLabs.Labs.Evidence;

/// <summary>The parts of a record, as they are written (docs/evidence.md); the parts <c>run</c> and <c>text</c> are read into the same records.</summary>
internal static class EvidenceValues
{
    public static Dictionary<string, EvidencePart> Parts(EvidenceFacts facts)
    {
        var (report, json) = (facts.Report, EvidenceJson.Default);
        var layers = report.Layers.Select(layer => new RecordedLayer(layer.Name, layer.State, layer.Reason));
        var run = new RecordedRun(report.Lab, report.Version, facts.LabDigest, report.Seed, facts.Order, facts.At, facts.Versions, [.. layers]);
        return new(StringComparer.Ordinal)
        {
            [EvidenceParts.Person] = EvidencePart.Of(new PersonValue(facts.Person), json.PersonValue),
            [EvidenceParts.Run] = EvidencePart.Of(run, json.RecordedRun),
            [EvidenceParts.Snippet] = EvidencePart.Of(new SnippetValue(DigestOf(facts.Source)), json.SnippetValue),
            [EvidenceParts.Text] = EvidencePart.Of(new RecordedText(facts.FileName, facts.Source), json.RecordedText),
            [EvidenceParts.Timeline] = EvidencePart.Of(TimelineValue.Of(report), json.TimelineValue),
            [EvidenceParts.Verdict] = EvidencePart.Of(VerdictValue.Of(report), json.VerdictValue),
        };
    }

    /// <summary>SHA-256 of the text in UTF-8; lower-case hex.</summary>
    public static string DigestOf(string source) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)));
}

internal sealed record PersonValue(string Name);

internal sealed record SnippetValue(string Sha256);

internal sealed record TimelineValue(IEnumerable<CheckEvents> Checks, long CpuMicroseconds, string Output, long OutputBytes, long PeakBytes)
{
    public static TimelineValue Of(RunReport report) => new(
        report.Checks.Select(check => new CheckEvents(check.Timeline.Select(EventValue.Of), check.Id, check.At)),
        (long)report.Usage.Cpu.TotalMicroseconds, report.Output, report.Usage.OutputBytes, report.Usage.PeakBytes);
}

internal sealed record CheckEvents(IEnumerable<EventValue> Events, string Id, int? WrongAt);

internal sealed record EventValue(
    TimeSpan At, string Detail, TimeSpan Duration, bool Inside, bool Judges, int? Line, string Operation, string Service, int? World)
{
    public static EventValue Of(TimelineEvent one) =>
        new(one.At, one.Detail, one.Duration, one.SelfReported, one.IsJudges, one.Line, one.Operation, one.Service, one.World == 0 ? null : one.World);
}

internal sealed record VerdictValue(IEnumerable<CheckValue> Checks, IEnumerable<DiagnosticValue> Diagnostics, int Max, string Name, int Score)
{
    public static VerdictValue Of(RunReport report) =>
        new(report.Checks.Select(CheckValue.Of), report.Diagnostics.Select(DiagnosticValue.Of), report.Max, report.Verdict.Name, report.Score);
}

internal sealed record DiagnosticValue(int Column, string Id, bool IsError, int Line, string Message)
{
    public static DiagnosticValue Of(SnippetDiagnostic diagnostic) => new(diagnostic.Column, diagnostic.Id, diagnostic.IsError, diagnostic.Line, diagnostic.Message);
}

/// <param name="Why">What the status carries.</param>
/// <param name="Rule">That it broke; left out where it names none.</param>
internal sealed record CheckValue(
    string Id, int Max, int Points, bool Repeated, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BrokenRule? Rule, string Status, string Title, object Why)
{
    public static CheckValue Of(CheckResult check) => new(
        check.Id, check.Max, check.Points, check.WasRepeated, check.Rule, check.Status.Name, check.Title, WhyOf(check.Status));

    // Records keep what happened, and not our advice, which is worded anew from time to time.
    private static object WhyOf(CheckStatus status) => status switch
    {
        CheckStatus.Failed failed => FailedValue.Of(failed),
        CheckStatus.RuntimeError error => new ThrewValue(error.Line, error.Lines, error.Message, error.Type),
        _ => status,
    };
}

internal sealed record ThrewValue(int? Line, IReadOnlyList<int> Lines, string Message, string Type);

/// <summary>A failed check without its plan, which is no evidence.</summary>
internal sealed record FailedValue(
    string? Actual, string? Expected, string Message, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BreakingSchedule? Schedule)
{
    public static FailedValue Of(CheckStatus.Failed failed) => new(failed.Actual, failed.Expected, failed.Message, failed.Schedule);
}
