namespace BackendLabs.Sessions.Rosters;

/// <summary>Which cell of a line has what, by the names in the header.</summary>
/// <param name="Ids">The columns that may have the id, the most wanted first.</param>
/// <param name="Width">The number of cells of the header.</param>
/// <param name="IsStudent">Whether the name is in a column <c>Student</c>, where Canvas writes the last name first.</param>
/// <param name="IsCanvas">Whether Canvas wrote the file.</param>
internal sealed record RosterColumns(
    IReadOnlyList<int> Ids, int? FullName, int? FirstName, int? LastName, int? Email, int? Time, int? Breaks, int Width, bool IsStudent, bool IsCanvas)
{
    private const string Student = "student";
    private const int MostShown = 20;
    private const string Wanted =
        "Name the columns in the first line: `id` (or student id, SID, ID number, username, Matrikelnummer), "
        + "`name` (or first name and last name), and, if wanted, `email`, `time factor` and `breaks`.";

    // A school's own number before a platform's: Canvas's column ID is known to Canvas alone.
    private static readonly string[] IdNames =
        ["studentid", "studentnumber", "matrikelnummer", "matrikelnr", "idnumber", "idnummer", "sid", "sisuserid", "sisloginid", "id", "username", "benutzername", "anmeldename", "login", "loginid"];

    private static readonly string[] FullNames = ["fullname", "name", "studentname", "vollständigername", Student];
    private static readonly string[] FirstNames = ["firstname", "givenname", "vorname"];
    private static readonly string[] LastNames = ["lastname", "surname", "familyname", "nachname", "familienname"];
    private static readonly string[] EmailNames = ["email", "emailaddress", "mail", "emailadresse"];
    private static readonly string[] TimeNames = ["timefactor", "extratime", "timepercent", "zeitfaktor"];
    private static readonly string[] BreakNames = ["breaks", "breakminutes", "pausen", "pausenminuten"];
    private static readonly string[] AllNames = [.. IdNames, .. FullNames, .. FirstNames, .. LastNames, .. EmailNames, .. TimeNames, .. BreakNames];

    /// <summary>The columns of a header; null, with the problem noted, where one is missing or stands there twice.</summary>
    public static RosterColumns? Find(RosterLine header, List<RosterProblem> problems)
    {
        var names = header.Cells.Select(Plain).ToList();
        var before = problems.Count;
        foreach (var twice in AllNames.Where(name => names.FindAll(name.Equals).Count > 1))
            problems.Add(new RosterProblem(header.Number, $"The header names the column `{Shown.Of(header[names.IndexOf(twice)])}` twice.", "Rename or remove one of them."));
        var columns = Of(names);
        if (columns.Ids.Count == 0 || (columns.FullName is null && (columns.FirstName is null || columns.LastName is null)))
            problems.Add(Missing(header, names, columns));
        return problems.Count > before ? null : columns;
    }

    /// <summary>With the one column for ids that has any: a platform exports those that a school does not use too.</summary>
    public RosterColumns WithFilledId(IReadOnlyList<RosterLine> lines) =>
        this with { Ids = [Ids.FirstOrDefault(column => lines.Any(line => line[column].Length > 0), Ids[0])] };

    /// <summary>Whether a line is of no student: Canvas's points possible, its posting policies and its test student.</summary>
    public bool IsOfCanvasAlone(RosterLine line) =>
        IsStudent
        && (line[FullName].ToUpperInvariant() is "POINTS POSSIBLE" or "STUDENT, TEST"
            || (IsCanvas && line[FullName].Length == 0 && Ids.All(column => line[column].Length == 0) && line[Email].Length == 0));

    private static RosterColumns Of(List<string> names)
    {
        var first = Column(names, FirstNames);
        var last = Column(names, LastNames);
        var full = Column(names, FullNames);
        // German schools export `Name` and `Vorname`.
        if (first is not null && last is null && full is not null)
            (last, full) = (full, null);
        else if (first is not null && last is not null)
            full = null;
        return new RosterColumns(
            [.. IdNames.Select(name => names.IndexOf(name)).Where(column => column >= 0)],
            full, first, last, Column(names, EmailNames), Column(names, TimeNames), Column(names, BreakNames), names.Count,
            full is { } column && names[column] == Student, names.Contains(Student) && names.Contains("sisloginid"));
    }

    private static RosterProblem Missing(RosterLine header, List<string> names, RosterColumns columns)
    {
        var seen = string.Join(", ", header.Cells.Take(MostShown).Select(cell => $"`{Shown.Of(cell.Trim())}`")) + (header.Cells.Count > MostShown ? ", …" : "");
        var missing = (columns.Ids.Count == 0, columns.FullName is null && (columns.FirstName is null || columns.LastName is null)) switch
        {
            (true, true) => "the id and no column for the name",
            (true, false) => "the id",
            _ => columns.FirstName is not null ? "the last name" : columns.LastName is not null ? "the first name" : "the name",
        };
        return new RosterProblem(
            header.Number,
            names.Exists(AllNames.Contains) ? $"The header has no column for {missing}. It has {seen}." : $"There is no header: the first line has {seen}.",
            Wanted);
    }

    private static int? Column(List<string> names, string[] wanted) =>
        wanted.Select(name => names.IndexOf(name)).Where(column => column >= 0).Select(column => (int?)column).FirstOrDefault();

    // "E-Mail", "email" and "e_mail" are one name.
    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
