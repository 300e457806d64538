using System.Text.Json.Serialization;
using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Checking;

/// <summary>Gradescope's <c>results.json</c> (gradescope-autograders.readthedocs.io/en/latest/specs).</summary>
/// <param name="Score">Null, as are <paramref name="Tests"/>, for an infrastructure error: Gradescope then marks the run as failed instead of grading it.</param>
/// <param name="ExecutionTime">In seconds.</param>
internal sealed record GradescopeReport(
    int? Score,
    double ExecutionTime,
    string Output,
    string OutputFormat,
    string TestOutputFormat,
    string TestNameFormat,
    string Visibility,
    IEnumerable<GradescopeTest>? Tests,
    GradescopeExtra ExtraData)
{
    public static string Write(RunReport report)
    {
        var isGraded = report.Verdict is not Verdict.InfrastructureError;
        return JsonText.Write(
            new GradescopeReport(
                isGraded ? report.Score : null, Math.Round(report.Elapsed.TotalSeconds, 3), MachineReport.WholeRunMessage(report) ?? Summary(report),
                "text", "text", "text", "visible", isGraded ? report.Checks.Select(GradescopeTest.Of) : null,
                new GradescopeExtra(report.Lab, report.Version, report.Verdict.Name, report.Max, report.Seed)),
            GradescopeJson.Default.GradescopeReport);
    }

    private static string Summary(RunReport report) =>
        $"{report.Lab}, version {report.Version}: {report.Score} of {CheckWords.Plural(report.Max, "point")}, seed {report.Seed}.";
}

internal sealed record GradescopeTest(int Score, int MaxScore, string Status, string Name, string Output, IReadOnlyList<string> Tags)
{
    public static GradescopeTest Of(CheckResult check) => new(
        check.Points, check.Max, check.Status is CheckStatus.Passed ? "passed" : "failed", check.Title, MachineReport.CheckMessage(check) ?? "Passed.", [check.Id]);
}

internal sealed record GradescopeExtra(string Lab, int Version, string Verdict, int Max, long Seed);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GradescopeReport))]
internal sealed partial class GradescopeJson : JsonSerializerContext;
