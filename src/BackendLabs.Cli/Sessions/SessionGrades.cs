using System.CommandLine;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Screens;
using BackendLabs.Sessions.Exports;
using BackendLabs.Sessions.Grading;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Cli.Sessions;

/// <summary>A session's grades: shown, exported, set by hand.</summary>
internal static class SessionGrades
{
    private static readonly string[] Whole = ["csv", "canvas", "moodle", "json"];
    private static readonly string[] OfOne = ["junit", "gradescope"];

    public static LabCommand Grades(CommandContext context)
    {
        var id = SessionParts.Id();
        var store = SessionParts.Store();
        return new LabCommand("grades", "Print the gradebook.") { id, store }.Does(async (line, cancellationToken) =>
        {
            await using var open = await SessionParts.OpenAsync(context, line.GetValue(store), cancellationToken);
            var session = await SessionParts.FindAsync(open, line.GetValue(id)!, cancellationToken);
            var book = (await Gradebooks.OfAsync(open, session.Id, withChecks: false, cancellationToken))!;
            foreach (var row in book.Rows)
            {
                var labs = book.Labs.Select(lab => $"{lab.Id} {(row.Grades.GetValueOrDefault(lab.Id) is { } grade ? $"{SessionParts.Points(grade.Points)}{(grade.Override is null ? "" : "*")}{(grade.Late ? " late" : "")}" : "-")}");
                context.Screen.Say($"{row.Student,-14} {row.Name,-24} {SessionParts.Points(row.Points),6} of {SessionParts.Points(book.Max)}   {string.Join(", ", labs)}");
            }

            if (book.Rows.Any(row => row.Grades.Values.Any(grade => grade.Override is not null)))
                context.Screen.Note("* set by staff");
            var waiting = (await open.Sittings.AttemptsAsync(session.Id, member: null, cancellationToken)).Count(attempt => attempt is { Ended: null, Regrade: null });
            if (waiting > 0)
                context.Screen.Note($"! {CheckWords.Plural(waiting, "attempt")} not judged yet: a grader must run (`lab grader`).");
            return ExitCode.Done;
        });
    }

    public static LabCommand Export(CommandContext context)
    {
        var id = SessionParts.Id();
        var format = new Option<string>("--format") { Description = "csv, canvas, moodle or json for all; junit or gradescope for each student.", HelpName = "FORMAT", DefaultValueFactory = _ => "csv" };
        format.AcceptOnlyFromAmong([.. Whole, .. OfOne]);
        var folder = new Option<string?>("--into") { Description = "With junit and gradescope: a folder for one file a student, which is made.", HelpName = "DIR" };
        var student = new Option<string?>("--student") { Description = "Only this one.", HelpName = "STUDENT" };
        var store = SessionParts.Store();
        return new LabCommand(
            "export", "Print the grades for another system.",
            ("lab session export midterm-2026 --format moodle > grades.csv", "For Moodle's import"),
            ("lab session export midterm-2026 --format junit --into reports", "A file for each student"))
        {
            id, format, folder, student, store,
        }.Does((line, cancellationToken) => ExportAsync(
            context, line.GetValue(id)!, line.GetValue(format)!, line.GetValue(folder), line.GetValue(student), line.GetValue(store), cancellationToken));
    }

    private static async Task<int> ExportAsync(CommandContext context, string id, string format, string? folder, string? student, string? address, CancellationToken cancellationToken)
    {
        await using var store = await SessionParts.OpenAsync(context, address, cancellationToken);
        var session = await SessionParts.FindAsync(store, id, cancellationToken);
        var book = (await Gradebooks.OfAsync(store, id, OfOne.Contains(format) || format == "json", cancellationToken))!;
        if (student is not null)
        {
            var sitting = await SessionParts.FindStudentAsync(store, id, student, cancellationToken);
            book = book with { Rows = [.. book.Rows.Where(row => row.Student == sitting.Member)] };
        }

        if (session.Closed is null)
            context.Screen.Note($"! {id} is not closed: these grades may change.");
        if (Whole.Contains(format))
        {
            await context.Screen.Out.WriteAsync(format switch
            {
                "canvas" => CanvasCsv.Write(book),
                "moodle" => MoodleCsv.Write(book),
                "json" => GradebookJson.Write(book),
                _ => GenericCsv.Write(book),
            });
            return ExitCode.Done;
        }

        if (folder is null && book.Rows.Count != 1)
            throw new UsageException($"{format} is one file for each student.", "Name a folder with --into DIR, or one student with --student ID.");
        foreach (var row in book.Rows)
        {
            var text = format == "junit" ? StudentJUnit.Write(book, row) : StudentGradescope.Write(book, row);
            if (folder is null)
                await context.Screen.Out.WriteLineAsync(text);
            else
                await WriteAsync(context, folder, $"{row.Student}.{(format == "junit" ? "xml" : "json")}", text, cancellationToken);
        }

        return ExitCode.Done;
    }

    // An id has no slash, so it names a file in the folder and nowhere else; grades are nobody else's to read.
    private static async Task WriteAsync(CommandContext context, string folder, string name, string text, CancellationToken cancellationToken)
    {
        var path = Labs.Files.PrivateFolder.Make(Path.GetFullPath(folder, context.Paths.CurrentFolder));
        await File.WriteAllTextAsync(Path.Combine(path, name), text, cancellationToken);
    }

    public static LabCommand Override(CommandContext context)
    {
        var id = SessionParts.Id();
        var student = SessionParts.Student();
        var lab = new Argument<string>("LAB") { Description = "As track/name." };
        var points = new Option<decimal?>("--points") { Description = "In place of the computed ones.", HelpName = "N" };
        var withdraw = new Option<bool>("--withdraw") { Description = "Lets the computed points count again." };
        var reason = SessionParts.Reason();
        var store = SessionParts.Store();
        return new LabCommand(
            "override", "Set a student's points for a lab by hand. The computed ones stay on record.",
            ("lab session override midterm-2026 ada caching/cache-aside --points 1.5 --reason 'right idea, network down'", "With its reason"))
        {
            id, student, lab, points, withdraw, reason, store,
        }.Does(async (line, cancellationToken) =>
        {
            if ((line.GetValue(points) is null) != line.GetValue(withdraw))
                throw new UsageException("Give either --points N or --withdraw.", "Nothing was changed.");
            await using var open = await SessionParts.OpenAsync(context, line.GetValue(store), cancellationToken);
            var session = await SessionParts.FindAsync(open, line.GetValue(id)!, cancellationToken);
            var sitting = await SessionParts.FindStudentAsync(open, session.Id, line.GetValue(student)!, cancellationToken);
            var name = line.GetValue(lab)!;
            if (session.Find(name) is not { } pinned)
                throw new UsageException($"{session.Id} has no lab {name}.", $"It has {string.Join(", ", session.Labs.Select(one => one.Lab))}.");
            if (line.GetValue(points) is { } given && (given < 0 || given > pinned.Weight))
                throw new UsageException($"{name} has 0 to {SessionParts.Points(pinned.Weight)} points in this session, not {SessionParts.Points(given)}.", "Nothing was changed.");
            var by = SessionParts.By(context);
            var isDone = line.GetValue(points) is { } set
                ? await open.StaffWork.OverrideAsync(session.Id, new StoredOverride(sitting.Member, name, set, line.GetValue(reason)!, by, default), cancellationToken)
                : await open.StaffWork.WithdrawOverrideAsync(session.Id, sitting.Member, name, by, line.GetValue(reason)!, cancellationToken);
            if (!isDone)
                throw new UsageException($"Nothing was changed for {sitting.Member}.", "There is no override to withdraw.");
            context.Screen.Render(Ink.Text($"{sitting.Name}: {name} {(line.GetValue(points) is { } shown ? $"has {SessionParts.Points(shown)} points." : "has its computed points again.")}"));
            return ExitCode.Done;
        });
    }
}
