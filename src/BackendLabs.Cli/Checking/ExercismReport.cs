using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Checking;

/// <summary>
/// Exercism's <c>results.json</c>, version 2 of its test runner interface (exercism.org/docs/building/tooling/test-runners/interface):
/// a lab has no numbered tasks, which is all that version 3 adds. <c>test_code</c> is left out, because a check's text gives its answer away.
/// </summary>
internal sealed record ExercismReport(int Version, string Status, string? Message, IEnumerable<ExercismTest> Tests)
{
    public static string Write(RunReport report)
    {
        var status = StatusOf(report);
        var message = status == "error" ? ExercismTest.CutMessage(MachineReport.WholeRunMessage(report) ?? "No check ran to its end.") : null;
        return JsonText.Write(new ExercismReport(2, status, message, report.Checks.Select(check => ExercismTest.Of(check, report))), CliJson.Default.ExercismReport);
    }

    private static string StatusOf(RunReport report)
    {
        if (report.Verdict is Verdict.Passed)
            return "pass";
        var anyCounted = report.Checks.Any(check => check.Status is not (CheckStatus.InfrastructureError or CheckStatus.NotRun));
        return report.Verdict is Verdict.InfrastructureError || !anyCounted ? "error" : "fail";
    }
}

internal sealed record ExercismTest(string Name, string Status, string? Message, string? Output)
{
    private const int LongestMessage = 65_535;
    private const int LongestOutput = 500;
    private const string CutNote = "\nOutput was truncated. Please limit to 500 chars";

    public static ExercismTest Of(CheckResult check, RunReport report)
    {
        // What the snippet printed is known for the whole run; it belongs to a test only where there is just one.
        var output = report is { Checks.Count: 1, Output.Length: > 0 } ? report.Output : null;
        return new ExercismTest(
            check.Title,
            check.Status switch
            {
                CheckStatus.Passed => "pass",
                CheckStatus.Failed => "fail",
                _ => "error",
            },
            CutMessage(MachineReport.CheckMessage(check)),
            output?.Length > LongestOutput ? output[..(LongestOutput - CutNote.Length)] + CutNote : output);
    }

    public static string? CutMessage(string? text) => text?.Length > LongestMessage ? text[..LongestMessage] : text;
}
