using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BackendLabs.Sessions.Grading;

namespace BackendLabs.Sessions.Exports;

/// <summary>A whole gradebook as one JSON document: points with two decimals at most, moments in UTC.</summary>
public static class GradebookJson
{
    public static string Write(Gradebook gradebook) => JsonSerializer.Serialize(GradebookDocument.Of(gradebook), ExportJson.Readable.GradebookDocument);
}

internal sealed record GradebookDocument(
    string Session, string Title, string Cohort, decimal Max, IReadOnlyList<LabDocument> Labs, IReadOnlyList<StudentDocument> Students)
{
    public static GradebookDocument Of(Gradebook book) => new(
        book.Session, book.Title, book.Cohort, Points.Rounded(book.Max),
        [.. book.Labs.Select(lab => new LabDocument(lab.Id, lab.Title, Points.Rounded(lab.Weight), lab.Max))],
        [.. book.Rows.Select(StudentDocument.Of)]);
}

internal sealed record LabDocument(string Id, string Title, decimal Weight, int Max);

internal sealed record StudentDocument(string Id, string Name, string? Email, decimal Points, IReadOnlyDictionary<string, GradeDocument> Grades)
{
    public static StudentDocument Of(GradebookRow row) => new(
        row.Student, row.Name, row.Email, Exports.Points.Rounded(row.Points), row.Grades.ToDictionary(pair => pair.Key, pair => GradeDocument.Of(pair.Value)));
}

internal sealed record GradeDocument(
    string? Attempt, string Verdict, int Score, int Max, decimal Points, string? Accepted, int Attempts, bool Late, OverrideDocument? Override, IReadOnlyList<CheckGrade> Checks)
{
    public static GradeDocument Of(LabGrade grade) => new(
        grade.Attempt, grade.Verdict, grade.Score, grade.Max, Exports.Points.Rounded(grade.Points), Moments.Text(grade.At), grade.Attempts, grade.Late,
        grade.Override is { } set ? new OverrideDocument(Exports.Points.Rounded(set.Points), set.Reason, set.By, Moments.Text(set.At)!) : null, grade.Checks);
}

internal sealed record OverrideDocument(decimal Points, string Reason, string By, string At);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GradebookDocument))]
internal sealed partial class ExportJson : JsonSerializerContext
{
    // Relaxed still escapes control characters; it only leaves letters and marks of other scripts readable.
    public static ExportJson Readable => field ??= new(new JsonSerializerOptions(Default.Options)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
