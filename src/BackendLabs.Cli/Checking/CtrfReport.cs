using System.Text.Json.Serialization;
using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Labs;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace BackendLabs.Cli.Checking;

/// <summary>Common Test Report Format (ctrf.io; schema/ctrf.schema.json). Times are whole milliseconds, moments since the Unix epoch.</summary>
internal sealed record CtrfReport(string ReportFormat, string SpecVersion, DateTimeOffset Timestamp, string GeneratedBy, CtrfResults Results)
{
    public static string Write(RunReport report, string title, DateTimeOffset endedAt)
    {
        var tests = Tests(report, [title]);
        return JsonText.Write(
            new CtrfReport("CTRF", "0.0.0", endedAt.ToUniversalTime(), "lab", new CtrfResults(
                new CtrfTool("BackendLabs", CommandVersion.Text), Summary(report, tests, endedAt), tests,
                new CtrfExtra(report.Lab, report.Verdict.Name, report.Score, report.Max, report.Seed))),
            CliJson.Default.CtrfReport);
    }

    private static CtrfSummary Summary(RunReport report, List<CtrfTest> tests, DateTimeOffset endedAt)
    {
        int Count(string status) => tests.Count(test => test.Status == status);
        return new CtrfSummary(
            tests.Count, Count("passed"), Count("failed"), Count("skipped"), Count("pending"), Count("other"),
            (endedAt - report.Elapsed).ToUnixTimeMilliseconds(), endedAt.ToUnixTimeMilliseconds(), (long)report.Elapsed.TotalMilliseconds);
    }

    // A run without checks (it did not compile, say) would read as "0 failed": it is one test that did not pass.
    private static List<CtrfTest> Tests(RunReport report, IReadOnlyList<string> suite)
    {
        if (report.Checks.Count > 0)
            return [.. report.Checks.Select(check => new CtrfTest(NotEmpty(check.Title, check.Id), Status(check), (long)check.Elapsed.TotalMilliseconds, suite, MachineReport.CheckMessage(check), check.Status.Name, [check.Id], check.Rule is { } rule ? new CtrfTestExtra(rule) : null))];
        var status = report.Verdict switch
        {
            Verdict.Passed => "passed",
            Verdict.InfrastructureError => "other",
            _ => "failed",
        };
        return [new CtrfTest(report.Lab, status, (long)report.Elapsed.TotalMilliseconds, suite, MachineReport.WholeRunMessage(report), report.Verdict.Name, null, null)];
    }

    private static string NotEmpty(string title, string id) => title.Length > 0 ? title : id;

    private static string Status(CheckResult check) => check.Status switch
    {
        CheckStatus.Passed => "passed",
        CheckStatus.NotRun => "skipped",
        CheckStatus.InfrastructureError => "other",
        _ => "failed",
    };
}

internal sealed record CtrfResults(CtrfTool Tool, CtrfSummary Summary, IReadOnlyList<CtrfTest> Tests, CtrfExtra Extra);

internal sealed record CtrfTool(string Name, string Version);

internal sealed record CtrfSummary(int Tests, int Passed, int Failed, int Skipped, int Pending, int Other, long Start, long Stop, long Duration);

internal sealed record CtrfTest(
    string Name,
    string Status,
    long Duration,
    IReadOnlyList<string> Suite,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Message,
    string RawStatus,
    [property: JsonIgnore(Condition = WhenWritingNull)] IReadOnlyList<string>? Tags,
    [property: JsonIgnore(Condition = WhenWritingNull)] CtrfTestExtra? Extra);

internal sealed record CtrfTestExtra(BrokenRule Rule);

internal sealed record CtrfExtra(string Lab, string Verdict, int Score, int Max, long Seed);
