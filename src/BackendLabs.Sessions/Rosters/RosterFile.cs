using BackendLabs.Labs;

namespace BackendLabs.Sessions.Rosters;

/// <summary>
/// Reads the CSV file that Canvas, Moodle, Gradescope or a school's own software exports: UTF-8, UTF-16 or Windows-1252,
/// with commas, semicolons or tabs. It needs a column for the id and one for the name; email, time factor and breaks are optional.
/// </summary>
public static class RosterFile
{
    /// <summary>A whole gradebook of 2,000 students has less.</summary>
    public const int LargestBytes = 8 * 1024 * 1024;

    private const string EmptyRemedy = "Export the list of students as CSV, with a header and one line for each student.";

    public static RosterReading Read(ReadOnlyMemory<byte> content)
    {
        if (!RosterText.TryRead(content.Span, out var text, out var unreadable))
            return new RosterReading.Bad([unreadable]);
        var problems = new List<RosterProblem>();
        var lines = RosterLines.Read(text, problems);
        if (lines.Count == 0)
            return new RosterReading.Bad([.. problems, new RosterProblem(1, "The file has no header.", EmptyRemedy)]);
        if (problems.Exists(problem => problem.Line == lines[0].Number) || RosterColumns.Find(lines[0], problems) is not { } columns)
            return Bad(problems);
        var students = ReadStudents(columns, lines, problems);
        return problems.Count > 0 ? Bad(problems) : new RosterReading.Good(new Roster(students));
    }

    private static List<RosterStudent> ReadStudents(RosterColumns columns, IReadOnlyList<RosterLine> lines, List<RosterProblem> problems)
    {
        // A line with a broken quote has the wrong cells: nothing else is said of it.
        var broken = problems.Select(problem => problem.Line).ToHashSet();
        var listed = lines.Skip(1).Where(line => !columns.IsOfCanvasAlone(line)).ToList();
        if (listed.Count == 0)
            problems.Add(new RosterProblem(lines[0].Number, "There is no student below the header.", EmptyRemedy));
        if (listed.Count > Cohort.MostPeople)
            problems.Add(new RosterProblem(listed[Cohort.MostPeople].Number, $"The file lists more than {Cohort.MostPeople:N0} students.", "Make several sessions of it, each with its own file."));
        var rows = new RosterRows(columns.WithFilledId(listed), problems);
        return [.. listed.Take(Cohort.MostPeople).Where(line => !broken.Contains(line.Number)).Select(rows.Read).OfType<RosterStudent>()];
    }

    private static RosterReading.Bad Bad(List<RosterProblem> problems) => new([.. problems.OrderBy(problem => problem.Line)]);
}
