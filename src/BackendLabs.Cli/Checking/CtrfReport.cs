using System.Text.Json;
using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Checking;

/// <summary>Common Test Report Format (ctrf.io; schema/ctrf.schema.json). Times are whole milliseconds, moments since the Unix epoch.</summary>
internal static class CtrfReport
{
    public static string Write(RunReport report, string title, DateTimeOffset endedAt) => JsonText.Write(writer => writer.WriteObject(() =>
    {
        writer.WriteString("reportFormat", "CTRF");
        writer.WriteString("specVersion", "0.0.0");
        writer.WriteString("timestamp", endedAt.ToUniversalTime());
        writer.WriteString("generatedBy", "lab");
        writer.WriteStartObject("results");
        writer.WriteStartObject("tool");
        writer.WriteString("name", "BackendLabs");
        writer.WriteString("version", CommandVersion.Text);
        writer.WriteEndObject();
        WriteSummary(writer, report, endedAt);
        writer.WriteArray("tests", Tests(report), test => WriteTest(writer, test, title));
        writer.WriteStartObject("extra");
        writer.WriteString("lab", report.Lab);
        writer.WriteString("verdict", report.Verdict.Name);
        writer.WriteNumber("score", report.Score);
        writer.WriteNumber("max", report.Max);
        writer.WriteNumber("seed", report.Seed);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }));

    private static void WriteSummary(Utf8JsonWriter writer, RunReport report, DateTimeOffset endedAt)
    {
        var tests = Tests(report);
        writer.WriteStartObject("summary");
        writer.WriteNumber("tests", tests.Count);
        foreach (var status in (ReadOnlySpan<string>)["passed", "failed", "skipped", "pending", "other"])
            writer.WriteNumber(status, tests.Count(test => test.Status == status));
        writer.WriteNumber("start", (endedAt - report.Elapsed).ToUnixTimeMilliseconds());
        writer.WriteNumber("stop", endedAt.ToUnixTimeMilliseconds());
        writer.WriteNumber("duration", (long)report.Elapsed.TotalMilliseconds);
        writer.WriteEndObject();
    }

    // A run without checks (it did not compile, say) would read as "0 failed": it is one test that did not pass.
    private static List<Test> Tests(RunReport report)
    {
        if (report.Checks.Count > 0)
            return [.. report.Checks.Select(check => new Test(NotEmpty(check.Title, check.Id), Status(check), check.Status.Name, check.Elapsed, MachineReport.CheckMessage(check), check.Id))];
        var status = report.Verdict switch
        {
            Verdict.Passed => "passed",
            Verdict.InfrastructureError => "other",
            _ => "failed",
        };
        return [new Test(report.Lab, status, report.Verdict.Name, report.Elapsed, MachineReport.WholeRunMessage(report), null)];
    }

    private static string NotEmpty(string title, string id) => title.Length > 0 ? title : id;

    private static string Status(CheckResult check) => check.Status switch
    {
        CheckStatus.Passed => "passed",
        CheckStatus.NotRun => "skipped",
        CheckStatus.InfrastructureError => "other",
        _ => "failed",
    };

    private static void WriteTest(Utf8JsonWriter writer, Test test, string title) => writer.WriteObject(() =>
    {
        writer.WriteString("name", test.Name);
        writer.WriteString("status", test.Status);
        writer.WriteNumber("duration", (long)test.Elapsed.TotalMilliseconds);
        writer.WriteStartArray("suite");
        writer.WriteStringValue(title);
        writer.WriteEndArray();
        if (test.Message is not null)
            writer.WriteString("message", test.Message);
        writer.WriteString("rawStatus", test.RawStatus);
        if (test.CheckId is not null)
        {
            writer.WriteStartArray("tags");
            writer.WriteStringValue(test.CheckId);
            writer.WriteEndArray();
        }
    });

    private sealed record Test(string Name, string Status, string RawStatus, TimeSpan Elapsed, string? Message, string? CheckId);
}
