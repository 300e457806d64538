using System.CommandLine;
using System.Globalization;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Screens;
using BackendLabs.Labs;
using BackendLabs.Sessions.Exports;
using BackendLabs.Sessions.Rosters;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Cli.Sessions;

/// <summary>Cohorts of graded sessions: made, filled from a school's export, shown.</summary>
internal static class CohortRosters
{
    public static LabCommand New(CommandContext context)
    {
        var id = Id();
        var name = new Option<string>("--name") { Description = "As students read it.", Required = true, HelpName = "NAME" };
        var store = SessionParts.Store();
        return new LabCommand("new", "Make a cohort, or give it another name.", ("lab cohort new autumn-2026 --name 'Backend, autumn 2026'", "Then import its roster")) { id, name, store }.Does(async (line, cancellationToken) =>
        {
            var cohort = line.GetValue(id)!;
            if (!Cohort.IsId(cohort))
                throw new UsageException($"A cohort's id is lower-case words joined by dashes, at most 64 characters, not '{cohort}'.", "For example: autumn-2026");
            await using var open = await SessionParts.OpenAsync(context, line.GetValue(store), cancellationToken);
            await open.Students.EnsureAsync(cohort, line.GetValue(name)!, cancellationToken);
            context.Screen.Render(Ink.Text($"{line.GetValue(name)} ({cohort}) is there. Next: lab cohort import {cohort} roster.csv"));
            return ExitCode.Done;
        });
    }

    public static LabCommand Import(CommandContext context)
    {
        var id = Id();
        var file = new Argument<string>("FILE") { Description = "The roster in CSV, as the school's system exports it." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Shows who would come, go and change, and changes nothing." };
        var store = SessionParts.Store();
        return new LabCommand(
            "import", "Bring a roster into a cohort: all of it, or nothing.",
            ("lab cohort import autumn-2026 roster.csv --dry-run", "Who would come, go, change"))
        {
            id, file, dryRun, store,
        }.Does((line, cancellationToken) => ImportAsync(context, line.GetValue(id)!, line.GetValue(file)!, line.GetValue(dryRun), line.GetValue(store), cancellationToken));
    }

    public static LabCommand Students(CommandContext context)
    {
        var id = Id();
        var store = SessionParts.Store();
        return new LabCommand("students", "Print a cohort's students with their accommodations.") { id, store }.Does(async (line, cancellationToken) =>
        {
            await using var open = await SessionParts.OpenAsync(context, line.GetValue(store), cancellationToken);
            foreach (var student in await FindAsync(open, line.GetValue(id)!, cancellationToken))
                context.Screen.Say($"{student.Id,-14} {student.Name,-28} {student.Email}{Accommodations(student)}");
            return ExitCode.Done;
        });
    }

    public static LabCommand Passes(CommandContext context)
    {
        var id = Id();
        var address = new Option<string>("--address") { Description = "Where the pages are, as students reach them.", HelpName = "URL", DefaultValueFactory = _ => $"http://127.0.0.1:{Serving.ServingOptions.UsualPort}" };
        var store = SessionParts.Store();
        return new LabCommand("passes", "Print id, name, exam link and code of each student, as CSV; the same each time.") { id, address, store }.Does(async (line, cancellationToken) =>
        {
            await using var open = await SessionParts.OpenAsync(context, line.GetValue(store), cancellationToken);
            var cohort = line.GetValue(id)!;
            var students = (await FindAsync(open, cohort, cancellationToken)).ToDictionary(student => student.Id, StringComparer.Ordinal);
            var passes = await open.Cohorts.PassesAsync(cohort, cancellationToken);
            await context.Screen.Out.WriteAsync(SpreadsheetCsv.Write(csv =>
            {
                csv.WriteRecord((string[])["id", "name", "email", "link", "code"]);
                foreach (var pass in passes.Where(pass => students.ContainsKey(pass.Id)))
                {
                    csv.WriteRecord((string[])[pass.Id, pass.Name, students[pass.Id].Email ?? "", $"{line.GetValue(address)!.TrimEnd('/')}/exam/link/{pass.Token}", pass.Code]);
                }
            }));
            return ExitCode.Done;
        });
    }

    private static async Task<int> ImportAsync(CommandContext context, string id, string file, bool dryRun, string? address, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(file, context.Paths.CurrentFolder);
        if (!File.Exists(path))
            throw new UsageException($"There is no file {file}.", "Name the roster that the school's system exported.");
        var roster = RosterFile.Read(await File.ReadAllBytesAsync(path, cancellationToken)) switch
        {
            RosterReading.Good good => good.Roster,
            RosterReading.Bad { Problems: var problems } => throw new UsageException(
                $"{file} has {CheckWords.Plural(problems.Count, "mistake")}.", "Nothing was imported.",
                [.. problems.Select(problem => new FileMistake(string.Create(CultureInfo.InvariantCulture, $"{file}:{problem.Line}"), problem.Message, problem.Remedy))]),
            _ => throw new InvalidOperationException("A reading is good or bad."),
        };
        await using var store = await SessionParts.OpenAsync(context, address, cancellationToken);
        var now = await FindAsync(store, id, cancellationToken);
        var difference = RosterDifference.Between([.. now.Select(student => new RosterStudent(student.Id, student.Name, student.Email, student.TimePercent, student.Breaks, Line: 0))], roster);
        Print(context, difference);
        if (dryRun)
        {
            context.Screen.Note("Nothing was changed: without --dry-run it would be.");
            return ExitCode.Done;
        }

        await store.Students.BringAsync(
            id, [.. roster.Students.Select(student => new CohortStudent(student.Id, student.Name, student.Email, student.TimePercent, student.Breaks))], cancellationToken);
        context.Screen.Note($"Links and codes to hand out: lab cohort passes {id} > passes.csv");
        return ExitCode.Done;
    }

    private static void Print(CommandContext context, RosterDifference difference)
    {
        foreach (var student in difference.Comes)
            context.Screen.Say($"  + {student.Id,-14} {student.Name}{Accommodations(new CohortStudent(student.Id, student.Name, student.Email, student.TimePercent, student.Breaks))}");
        foreach (var student in difference.Goes)
            context.Screen.Say($"  - {student.Id,-14} {student.Name}: can no longer sign in; their work stays");
        foreach (var change in difference.Changes)
            context.Screen.Say($"  ~ {change.After.Id,-14} {change.After.Name}: {string.Join(", ", change.Fields.Select(field => Changed(field, change)))}");
        context.Screen.Say($"{difference.Comes.Count} come, {difference.Goes.Count} go, {difference.Changes.Count} change.");
    }

    private static string Changed(RosterField field, RosterChange change) => field switch
    {
        RosterField.Name => $"was {change.Before.Name}",
        RosterField.Email => $"{change.Before.Email ?? "no email"} -> {change.After.Email ?? "none"}",
        RosterField.Time => $"{change.Before.TimePercent} % -> {change.After.TimePercent} % of the time",
        _ => string.Create(CultureInfo.InvariantCulture, $"{change.Before.Breaks.TotalMinutes:0} -> {change.After.Breaks.TotalMinutes:0} minutes of breaks"),
    };

    private static string Accommodations(CohortStudent student) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(student.TimePercent == 100 ? "" : $"  {student.TimePercent} % of the time")}{(student.Breaks == TimeSpan.Zero ? "" : $"  {student.Breaks.TotalMinutes:0} minutes of breaks")}");

    private static async Task<IReadOnlyList<CohortStudent>> FindAsync(Store.LabStore store, string id, CancellationToken cancellationToken) =>
        await store.Students.AllAsync(id, cancellationToken) ?? throw new UsageException($"There is no cohort {id}.", $"`lab cohort new {id} --name NAME` makes it.");

    private static Argument<string> Id() => new("COHORT") { Description = "The cohort's id." };
}
