using BackendLabs.Sessions.Grading;

namespace BackendLabs.Sessions.Exports;

/// <summary>A gradebook for Moodle's import of grades, which maps a student by <c>ID number</c> or <c>Email address</c>.</summary>
public static class MoodleCsv
{
    private const string Id = "ID number";
    private const string Email = "Email address";
    private const string Total = "Total";

    public static string Write(Gradebook gradebook) => SpreadsheetCsv.Write(csv =>
    {
        csv.WriteRecord([Id, Email, .. LabColumns.Of(gradebook, Id, Email, Total), Total]);
        foreach (var row in gradebook.Rows)
        {
            csv.WriteField(row.Student);
            csv.WriteField(row.Email);
            foreach (var lab in gradebook.Labs)
                csv.WriteField(row.Grades.GetValueOrDefault(lab.Id)?.Points, Points.Format);
            csv.WriteField(row.Points, Points.Format);
            csv.EndRecord();
        }
    });
}
