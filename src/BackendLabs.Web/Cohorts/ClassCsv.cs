using System.Globalization;
using BackendLabs.Sessions.Exports;

namespace BackendLabs.Web.Cohorts;

/// <summary>The class for a spreadsheet (RFC 4180): one line for each person and lab that they tried; one for who has tried nothing.</summary>
internal static class ClassCsv
{
    private static readonly string[] Header = ["id", "name", "role", "last_seen", "lab", "passed", "score", "max", "attempts", "first", "last", "stuck"];

    public static string Write(ClassBoard board) => SpreadsheetCsv.Write(csv =>
    {
        csv.WriteRecord(Header);
        foreach (var person in board.People)
        {
            string[] who = [person.Id, person.Name, person.Role, Moment(person.Seen)];
            var cells = board.Labs.Select(lab => (lab.Id, Cell: person.Labs.GetValueOrDefault(lab.Id))).Where(pair => pair.Cell is not null).ToList();
            foreach (var (lab, cell) in cells)
                csv.WriteRecord([.. who, lab, Word(cell!.Passed), Number(cell.Score), Number(cell.Max), Number(cell.Attempts), Moment(cell.First), Moment(cell.Last), Word(cell.Stuck)]);
            if (cells.Count == 0)
                csv.WriteRecord([.. who, "", "", "", "", "", "", "", ""]);
        }
    });

    private static string Word(bool truth) => truth ? "yes" : "no";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";
}
