using BackendLabs.Sessions.Grading;

namespace BackendLabs.Sessions.Exports;

/// <summary>
/// A gradebook for Canvas's import of grades. Canvas looks for a student by its own number in <c>ID</c>, then by
/// <c>SIS User ID</c>, then by <c>SIS Login ID</c>. The roster's id is the school's: it is in the last two, and <c>ID</c> is empty.
/// </summary>
public static class CanvasCsv
{
    private static readonly string[] Student = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"];

    // Canvas drops columns of these names at the end: it computes them itself.
    private static readonly string[] Computed = ["Current Score", "Current Points", "Current Grade", "Final Score", "Final Points", "Final Grade"];

    public static string Write(Gradebook gradebook) => SpreadsheetCsv.Write(csv =>
    {
        csv.WriteRecord([.. Student, .. LabColumns.Of(gradebook, [.. Student, .. Computed])]);
        foreach (var cell in (ReadOnlySpan<string>)["    Points Possible", "", "", "", ""])
            csv.WriteField(cell);
        foreach (var lab in gradebook.Labs)
            csv.WriteField(lab.Weight, Points.Format);
        csv.EndRecord();
        foreach (var row in gradebook.Rows)
        {
            foreach (var cell in (ReadOnlySpan<string>)[row.Name, "", row.Student, row.Student, ""])
                csv.WriteField(cell);
            foreach (var lab in gradebook.Labs)
                csv.WriteField(row.Grades.GetValueOrDefault(lab.Id)?.Points, Points.Format);
            csv.EndRecord();
        }
    });
}
