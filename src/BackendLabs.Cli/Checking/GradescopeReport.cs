using System.Text.Json;
using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Checking;

/// <summary>Gradescope's <c>results.json</c> (gradescope-autograders.readthedocs.io/en/latest/specs). Times are in seconds.</summary>
/// <remarks>An infrastructure error carries no score at all, so that Gradescope marks the run as failed instead of grading it.</remarks>
internal static class GradescopeReport
{
    public static string Write(RunReport report) => JsonText.Write(writer => writer.WriteObject(() =>
    {
        if (report.Verdict is not Verdict.InfrastructureError)
            writer.WriteNumber("score", report.Score);
        writer.WriteNumber("execution_time", Math.Round(report.Elapsed.TotalSeconds, 3));
        writer.WriteString("output", MachineReport.WholeRunMessage(report) ?? Summary(report));
        writer.WriteString("output_format", "text");
        writer.WriteString("test_output_format", "text");
        writer.WriteString("test_name_format", "text");
        writer.WriteString("visibility", "visible");
        if (report.Verdict is not Verdict.InfrastructureError)
            writer.WriteArray("tests", report.Checks, check => WriteTest(writer, check));
        writer.WriteStartObject("extra_data");
        writer.WriteString("lab", report.Lab);
        writer.WriteNumber("version", report.Version);
        writer.WriteString("verdict", report.Verdict.Name);
        writer.WriteNumber("max", report.Max);
        writer.WriteNumber("seed", report.Seed);
        writer.WriteEndObject();
    }));

    private static string Summary(RunReport report) =>
        $"{report.Lab}, version {report.Version}: {report.Score} of {CheckWords.Plural(report.Max, "point")}, seed {report.Seed}.";

    private static void WriteTest(Utf8JsonWriter writer, CheckResult check) => writer.WriteObject(() =>
    {
        writer.WriteNumber("score", check.Points);
        writer.WriteNumber("max_score", check.Max);
        writer.WriteString("status", check.Status is CheckStatus.Passed ? "passed" : "failed");
        writer.WriteString("name", check.Title);
        writer.WriteString("output", MachineReport.CheckMessage(check) ?? "Passed.");
        writer.WriteStartArray("tags");
        writer.WriteStringValue(check.Id);
        writer.WriteEndArray();
    });
}
