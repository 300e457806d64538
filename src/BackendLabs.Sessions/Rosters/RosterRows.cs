using System.Net.Mail;
using BackendLabs.Labs;

namespace BackendLabs.Sessions.Rosters;

/// <summary>Makes students of lines, and notes every mistake in them.</summary>
internal sealed class RosterRows(RosterColumns columns, List<RosterProblem> problems)
{
    private const int LongestEmail = 254;

    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    /// <returns>Null where something is wrong.</returns>
    public RosterStudent? Read(RosterLine line)
    {
        // One comma too many shifts all cells after it: to judge them would only confuse.
        if (line.Cells.Count > columns.Width)
        {
            Add(line, $"This line has {line.Cells.Count} cells, and the header has {columns.Width}.", "Put a cell that has the separator in it in quotes.");
            return null;
        }

        var before = problems.Count;
        var id = ReadId(line);
        var name = ReadName(line);
        var email = ReadEmail(line);
        var percent = ReadTime(line);
        var breaks = ReadBreaks(line);
        return problems.Count > before ? null : new RosterStudent(id, name, email, percent, breaks, line.Number);
    }

    private string ReadId(RosterLine line)
    {
        var id = line[columns.Ids[0]];
        if (id.Length == 0)
        {
            Add(line, "The id is missing.", "Give each student the id by which the school knows them.");
        }
        else if (!CohortPerson.IsId(id))
        {
            Add(line, $"`{Shown.Of(id)}` is no id: an id has letters, digits and . _ @ -, at most {CohortPerson.LongestId} of them.", IdRemedy(id));
        }
        else if (!_lines.TryAdd(CohortPerson.Folded(id), line.Number))
        {
            Add(line, $"The id `{id}` is there twice; the first is on line {_lines[CohortPerson.Folded(id)]}.", "Give each student an id of their own, or remove one of the lines.");
        }

        return id;
    }

    // Excel writes 123456789012 as 1,23457E+11 where the column is not formatted as text.
    private static string IdRemedy(string id) => id.Contains("E+", StringComparison.Ordinal)
        ? "The spreadsheet has shortened this number: format the column as text, and export again."
        : "Remove other characters.";

    private string ReadName(RosterLine line)
    {
        var name = columns.FullName is not null
            ? columns.IsStudent ? FirstNameFirst(line[columns.FullName]) : line[columns.FullName]
            : $"{line[columns.FirstName]} {line[columns.LastName]}".Trim();
        if (name.Length == 0)
            Add(line, "The name is missing.", "Write the name as it is shown to staff.");
        else if (name.AsSpan().IndexOfAny('\r', '\n') >= 0)
            Add(line, $"The name `{Shown.Of(name)}` has several lines.", "Write it on one line.");
        else if (name.Length > CohortPerson.LongestName)
            Add(line, $"The name `{Shown.Of(name)}` has {name.Length} characters; it may have {CohortPerson.LongestName}.", "Shorten it.");
        else if (!CohortPerson.IsName(name))
            Add(line, $"The name `{Shown.Of(name)}` has control characters.", "Type it anew.");
        return name;
    }

    // More than one comma may be a suffix ("King, Martin, Jr."): which part is what is then left to the school.
    private static string FirstNameFirst(string name) =>
        name.Split(',', StringSplitOptions.TrimEntries) is [{ Length: > 0 } last, { Length: > 0 } first] ? $"{first} {last}" : name;

    private string? ReadEmail(RosterLine line)
    {
        var email = line[columns.Email];
        if (email.Length == 0)
            return null;
        if (email.Length > LongestEmail || email.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter))
            || !MailAddress.TryCreate(email, out var address) || address.Address != email)
            Add(line, $"`{Shown.Of(email)}` is no email address.", "Write, for example, ada@example.edu, or leave it empty.");
        return email;
    }

    private int ReadTime(RosterLine line)
    {
        var text = line[columns.Time];
        if (text.Length == 0)
            return RosterTime.UsualPercent;
        if (RosterTime.Percent(text) is { } percent)
            return percent;
        Add(line, $"`{Shown.Of(text)}` is no time factor from {RosterTime.UsualPercent} % to {RosterTime.MostPercent} %.", "Write 1.5, 150 % or +50 % for half as much time again; leave it empty for the usual time.");
        return RosterTime.UsualPercent;
    }

    private TimeSpan ReadBreaks(RosterLine line)
    {
        var text = line[columns.Breaks];
        if (text.Length == 0)
            return TimeSpan.Zero;
        if (RosterTime.Breaks(text) is { } breaks)
            return breaks;
        Add(line, $"`{Shown.Of(text)}` is no number of minutes from 0 to {RosterTime.LongestBreaks.TotalMinutes}.", "Write the minutes of all breaks together, for example 20; leave it empty for none.");
        return TimeSpan.Zero;
    }

    private void Add(RosterLine line, string message, string remedy) => problems.Add(new RosterProblem(line.Number, message, remedy));
}
