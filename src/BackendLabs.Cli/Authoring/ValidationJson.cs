using System.Text.Json.Serialization;
using BackendLabs.Cli.Screens;
using BackendLabs.Grader;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Authoring;

/// <param name="Problems">Of the catalogue.</param>
internal sealed record ValidationJson(bool Passed, IReadOnlyList<LabProblem> Problems, IEnumerable<ValidatedLab> Labs)
{
    public static string Write(IReadOnlyList<LabProblem> catalog, IReadOnlyList<ValidationReport> reports) => JsonText.Write(
        new ValidationJson(catalog.Count == 0 && reports.All(report => report.Passed), catalog, reports.Select(ValidatedLab.Of)), CliJson.Default.ValidationJson);
}

internal sealed record ValidatedLab(
    string Lab,
    bool Passed,
    double ElapsedMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MutationScore? Mutation,
    IReadOnlyList<long> Seeds,
    IReadOnlyList<UnprovedStep> NotProved,
    IReadOnlyList<ValidationStep> Steps)
{
    public static ValidatedLab Of(ValidationReport report) => new(report.Lab, report.Passed, JsonText.Milliseconds(report.Elapsed), report.Mutation, report.Seeds, report.NotProved, report.Steps);
}
