using BackendLabs.Sessions.Grading;
using CsvHelper;

namespace BackendLabs.Sessions.Exports;

/// <summary>A gradebook for any spreadsheet or script: one line for each student and lab, also where nothing was handed in.</summary>
public static class GenericCsv
{
    private static readonly string[] Header =
        ["id", "name", "email", "lab", "points", "weight", "score", "max", "verdict", "attempts", "late", "override", "reason", "accepted"];

    public static string Write(Gradebook gradebook) => SpreadsheetCsv.Write(csv =>
    {
        csv.WriteRecord(Header);
        foreach (var row in gradebook.Rows)
        {
            foreach (var lab in gradebook.Labs)
                WriteGrade(csv, row, lab, row.Grades.GetValueOrDefault(lab.Id));
        }
    });

    private static void WriteGrade(CsvWriter csv, GradebookRow row, GradebookLab lab, LabGrade? grade)
    {
        csv.WriteField(row.Student);
        csv.WriteField(row.Name);
        csv.WriteField(row.Email);
        csv.WriteField(lab.Id);
        csv.WriteField(grade?.Points, Points.Format);
        csv.WriteField(lab.Weight, Points.Format);
        csv.WriteField(grade?.Score, "0");
        csv.WriteField(grade?.Max ?? lab.Max, "0");
        csv.WriteField(grade?.Verdict);
        csv.WriteField(grade?.Attempts ?? 0, "0");
        csv.WriteField(grade is null ? null : grade.Late ? "yes" : "no");
        csv.WriteField(grade?.Override?.Points, Points.Format);
        csv.WriteField(grade?.Override?.Reason);
        csv.WriteField(Moments.Text(grade?.At));
        csv.EndRecord();
    }
}
