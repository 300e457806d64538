using System.Text.Json;
using BackendLabs.Cli.Screens;
using BackendLabs.Grader;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Authoring;

/// <summary>One object: <c>passed</c>, <c>problems[]</c> of the catalogue, <c>labs[{lab,passed,elapsedMs,mutation,steps[]}]</c>.</summary>
internal static class ValidationJson
{
    public static string Write(IReadOnlyList<LabProblem> catalog, IReadOnlyList<ValidationReport> reports) => JsonText.Write(writer => writer.WriteObject(() =>
    {
        writer.WriteBoolean("passed", catalog.Count == 0 && reports.All(report => report.Passed));
        writer.WriteArray("problems", catalog, problem => WriteProblem(writer, problem));
        writer.WriteArray("labs", reports, report => writer.WriteObject(() =>
        {
            writer.WriteString("lab", report.Lab);
            writer.WriteBoolean("passed", report.Passed);
            writer.WriteMilliseconds("elapsedMs", report.Elapsed);
            if (report.Mutation is { } mutation)
                WriteMutation(writer, mutation);
            writer.WriteArray("steps", report.Steps, step => writer.WriteObject(() =>
            {
                writer.WriteString("name", step.Name);
                writer.WriteString("detail", step.Detail);
                writer.WriteArray("problems", step.Problems, problem => WriteProblem(writer, problem));
            }));
        }));
    }));

    private static void WriteMutation(Utf8JsonWriter writer, MutationScore mutation)
    {
        writer.WritePropertyName("mutation");
        writer.WriteObject(() =>
        {
            writer.WriteNumber("score", mutation.Score);
            writer.WriteNumber("mutants", mutation.Mutants);
            writer.WriteNumber("killed", mutation.Killed);
            writer.WriteNumber("waived", mutation.Waived);
            writer.WriteNumber("uncompiled", mutation.Uncompiled);
            writer.WriteNumber("cached", mutation.Cached);
            writer.WriteArray("survivors", mutation.Survivors, survivor => writer.WriteObject(() =>
            {
                writer.WriteString("id", survivor.Id);
                writer.WriteString("kind", survivor.Kind);
                writer.WriteNumber("line", survivor.Line);
                writer.WriteString("description", survivor.Description);
                writer.WriteString("diff", survivor.Diff);
            }));
        });
    }

    private static void WriteProblem(Utf8JsonWriter writer, LabProblem problem) => writer.WriteObject(() =>
    {
        writer.WriteString("file", problem.File);
        writer.WriteNumberOrNull("line", problem.Line);
        writer.WriteNumberOrNull("column", problem.Column);
        writer.WriteString("message", problem.Message);
        writer.WriteString("suggestion", problem.Suggestion);
        if (problem.Diff is { } diff)
            writer.WriteString("diff", diff);
    });
}
