using System.Globalization;
using System.Text;

namespace BackendLabs.Web.Cohorts;

/// <summary>The class for a spreadsheet (RFC 4180): one line for each person and lab that they tried; one for who has tried nothing.</summary>
internal static class ClassCsv
{
    public static string Write(ClassBoard board)
    {
        var text = new StringBuilder("id,name,role,last_seen,lab,passed,score,max,attempts,first,last,stuck\r\n");
        foreach (var person in board.People)
        {
            var cells = board.Labs.Select(lab => (lab.Id, Cell: person.Labs.GetValueOrDefault(lab.Id))).Where(pair => pair.Cell is not null).ToList();
            foreach (var (lab, cell) in cells)
                Line(text, person, [lab, Word(cell!.Passed), Number(cell.Score), Number(cell.Max), Number(cell.Attempts), Moment(cell.First), Moment(cell.Last), Word(cell.Stuck)]);
            if (cells.Count == 0)
                Line(text, person, ["", "", "", "", "", "", "", ""]);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, BoardPerson person, IEnumerable<string> rest) =>
        text.AppendJoin(',', new[] { person.Id, person.Name, person.Role, Moment(person.Seen) }.Concat(rest).Select(Field)).Append("\r\n");

    private static string Word(bool truth) => truth ? "yes" : "no";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    // What a spreadsheet would take for a formula is kept from being one.
    private static string Field(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@', ..] ? $"'{text}" : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
