using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BackendLabs.Sessions.Grading;

namespace BackendLabs.Sessions.Exports;

/// <summary>
/// The grades of one student as Gradescope's <c>results.json</c> (gradescope-autograders.readthedocs.io/en/latest/specs).
/// Its score is the student's points; each test has the points of its check.
/// </summary>
public static class StudentGradescope
{
    /// <param name="student">A row of this gradebook.</param>
    public static string Write(Gradebook gradebook, GradebookRow student) => JsonSerializer.Serialize(
        new GradescopeResults(
            Points.Rounded(student.Points),
            string.Join('\n', gradebook.Labs.Select(lab => Summary(lab, student.Grades.GetValueOrDefault(lab.Id)))),
            "text", "visible", [.. gradebook.Labs.SelectMany(lab => Tests(lab, student.Grades.GetValueOrDefault(lab.Id)))]),
        GradescopeJson.Readable.GradescopeResults);

    private static string Summary(GradebookLab lab, LabGrade? grade)
    {
        if (grade is null)
            return $"{lab.Title}: nothing was handed in.";
        var summary = $"{lab.Title}: {Points.Text(grade.Points)} of {Points.Text(lab.Weight)} points";
        if (grade.Late)
            summary += ", late";
        return grade.Override is { } set ? $"{summary}, set by staff: {set.Reason}" : $"{summary}.";
    }

    private static IEnumerable<GradescopeTest> Tests(GradebookLab lab, LabGrade? grade) => grade is { Checks.Count: > 0 }
        ? grade.Checks.Select(check => new GradescopeTest(
            $"{lab.Title}: {check.Title}", check.Points, check.Max, check.Status is "passed" ? "passed" : "failed",
            check.Status is "passed" ? "Passed." : check.Message, "visible"))
        : [new GradescopeTest(lab.Title, grade?.Score ?? 0, grade?.Max ?? lab.Max, grade?.Verdict is "passed" ? "passed" : "failed", Unchecked(grade), "visible")];

    private static string Unchecked(LabGrade? grade) => grade switch
    {
        null => "Nothing was handed in.",
        { Attempt: null } => "Staff set the grade; there is no attempt.",
        _ => $"No check ran: {grade.Verdict}.",
    };
}

internal sealed record GradescopeResults(decimal Score, string Output, string OutputFormat, string Visibility, IReadOnlyList<GradescopeTest> Tests);

internal sealed record GradescopeTest(string Name, int Score, int MaxScore, string Status, string Output, string Visibility);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(GradescopeResults))]
internal sealed partial class GradescopeJson : JsonSerializerContext
{
    public static GradescopeJson Readable => field ??= new(new JsonSerializerOptions(Default.Options)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
