using System.Text.Json;
using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Checking;

/// <summary>
/// Exercism's <c>results.json</c>, version 2 of its test runner interface (exercism.org/docs/building/tooling/test-runners/interface):
/// a lab has no numbered tasks, which is all that version 3 adds. <c>test_code</c> is left out, because a check's text gives its answer away.
/// </summary>
internal static class ExercismReport
{
    private const int LongestMessage = 65_535;
    private const int LongestOutput = 500;
    private const string CutNote = "\nOutput was truncated. Please limit to 500 chars";

    public static string Write(RunReport report) => JsonText.Write(writer => writer.WriteObject(() =>
    {
        var status = Status(report);
        writer.WriteNumber("version", 2);
        writer.WriteString("status", status);
        writer.WriteString("message", status == "error" ? Cut(MachineReport.WholeRunMessage(report) ?? "No check ran to its end.", LongestMessage) : null);
        writer.WriteArray("tests", report.Checks, check => WriteTest(writer, check, report));
    }));

    private static string Status(RunReport report)
    {
        if (report.Verdict is Verdict.Passed)
            return "pass";
        var anyCounted = report.Checks.Any(check => check.Status is not (CheckStatus.InfrastructureError or CheckStatus.NotRun));
        return report.Verdict is Verdict.InfrastructureError || !anyCounted ? "error" : "fail";
    }

    private static void WriteTest(Utf8JsonWriter writer, CheckResult check, RunReport report) => writer.WriteObject(() =>
    {
        writer.WriteString("name", check.Title);
        writer.WriteString("status", check.Status switch
        {
            CheckStatus.Passed => "pass",
            CheckStatus.Failed => "fail",
            _ => "error",
        });
        writer.WriteString("message", Cut(MachineReport.CheckMessage(check), LongestMessage));
        // What the snippet printed is known for the whole run; it belongs to a test only where there is just one.
        var output = report is { Checks.Count: 1, Output.Length: > 0 } ? report.Output : null;
        writer.WriteString("output", output?.Length > LongestOutput ? Cut(output, LongestOutput - CutNote.Length) + CutNote : output);
    });

    private static string? Cut(string? text, int length) => text?.Length > length ? text[..length] : text;
}
