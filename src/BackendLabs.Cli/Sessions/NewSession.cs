using System.CommandLine;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;
using BackendLabs.Sessions.Policies;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Cli.Sessions;

/// <summary>Makes a session from its file: reads it, reads its labs, runs each reference once, and pins them.</summary>
internal static class NewSession
{
    public static LabCommand Create(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = "The session's file, in YAML; docs/run-an-exam.md shows one." };
        var clone = new Option<string?>("--id") { Description = "Makes it under another id than the file's: the same exam for another group.", HelpName = "ID" };
        var cohort = new Option<string?>("--cohort") { Description = "For another cohort than the file's.", HelpName = "ID" };
        var store = SessionParts.Store();
        return new LabCommand(
            "new", "Make a session from its file. Its labs are pinned: what changes in their folders later changes nothing for it.",
            ("lab session new midterm.yaml", "As the file says"),
            ("lab session new midterm.yaml --id midterm-b --cohort autumn-2026-b", "Once more, for another group"))
        {
            file, clone, cohort, store,
        }.Does((line, cancellationToken) => RunAsync(context, line.GetValue(file)!, line.GetValue(clone), line.GetValue(cohort), line.GetValue(store), cancellationToken));
    }

    /// <summary>Reads a session's file.</summary>
    /// <exception cref="UsageException">It has mistakes: all of them are in the message.</exception>
    public static SessionPolicy Read(CommandContext context, string file, out string path)
    {
        path = Path.GetFullPath(file, context.Paths.CurrentFolder);
        return SessionFile.Read(path) switch
        {
            SessionReading.Good good => good.Policy,
            SessionReading.Bad { Problems: var problems } => throw new UsageException(
                $"{file} has {CheckWords.Plural(problems.Count, "mistake")}.", "Nothing was made or changed. docs/run-an-exam.md shows a session's file.",
                [.. problems.Select(FileMistake.Of)]),
            _ => throw new InvalidOperationException("A reading is good or bad."),
        };
    }

    private static async Task<int> RunAsync(CommandContext context, string file, string? id, string? cohort, string? address, CancellationToken cancellationToken)
    {
        var policy = Read(context, file, out var path);
        policy = policy with { Id = id ?? policy.Id, Cohort = cohort ?? policy.Cohort };
        await using var store = await SessionParts.OpenAsync(context, address, cancellationToken);
        if (await store.Sessions.FindAsync(policy.Id, cancellationToken) is not null)
            throw new UsageException($"There is a session {policy.Id} already.", $"`lab session change {policy.Id} {file} --reason TEXT` changes its rules; --id makes another one of the same file.");
        if (await store.Students.AllAsync(policy.Cohort, cancellationToken) is not { } students)
            throw new UsageException($"There is no cohort {policy.Cohort}.", $"`lab cohort new {policy.Cohort} --name NAME` makes it, `lab cohort import {policy.Cohort} roster.csv` fills it.");
        var labs = new List<(PinnedLab, decimal)>();
        await using (var runner = context.OpenRunner(alone: false))
        {
            foreach (var lab in policy.Labs)
                labs.Add((await PinAsync(context, runner, SessionFile.RootOf(path, lab), lab.Lab, cancellationToken), lab.Weight));
        }

        switch (await store.Sessions.MakeAsync(new Store.Sessions.NewSession(policy.Id, policy.Cohort, policy.Title, SessionPolicyJson.Write(policy), labs), SessionParts.By(context), cancellationToken))
        {
            case SessionMaking.Made { JoinCode: var code }:
                context.Screen.Render(Ink.Text(("✓ ", Ink.Good), ($"{policy.Title} ({policy.Id})", Ink.Strong), ($" for {CheckWords.Plural(students.Count, "student")}.", Ink.Plain)));
                context.Screen.Say($"  opens      {SessionParts.Moment(policy.Opens, policy)}  ({policy.Zone})");
                context.Screen.Say($"  closes     {SessionParts.Moment(policy.Closes, policy)}");
                context.Screen.Say($"  join code  {code}   at /exam");
                context.Screen.Note($"Each student's own link and code: lab cohort passes {policy.Cohort}. Before the day: lab session rehearse {policy.Id}");
                if (students.Count == 0)
                    context.Screen.Note($"! The cohort has nobody yet: `lab cohort import {policy.Cohort} roster.csv` fills it, at any time before the end.");
                return ExitCode.Done;
            case SessionMaking.IdTaken:
                throw new UsageException($"There is a session {policy.Id} already.", "Take another id with --id.");
            default:
                throw new UsageException($"There is no cohort {policy.Cohort}.", $"`lab cohort new {policy.Cohort} --name NAME` makes it.");
        }
    }

    /// <summary>Reads a lab for a session and runs its reference once: a lab whose own answer does not pass grades nobody.</summary>
    /// <param name="root">The folder of labs; null for this installation's.</param>
    /// <exception cref="UsageException">There is no such lab, it has mistakes, or its reference does not pass.</exception>
    public static async Task<PinnedLab> PinAsync(CommandContext context, ILabRunner runner, string? root, string id, CancellationToken cancellationToken)
    {
        var lab = Load(context, root, id);
        var report = await Check.RunAsync(context, runner, new RunRequest(lab, lab.Solutions[0].Text, "reference.csx", new RunOptions(Check.NewSeed())), failed: null, cancellationToken);
        if (report.Verdict is Verdict.InfrastructureError broken)
            throw new BrokenException($"The reference of {id} could not be run: {broken.Reason}", broken.Remedy);
        if (report.Verdict is not Verdict.Passed)
            throw new UsageException($"The reference of {id} does not pass its own checks here ({report.Verdict.Name}).", $"`lab validate {id}` shows why. Nothing was made.");
        return new PinnedLab(lab.Digest, lab.Id, lab.Version, lab.Title, report.Max, LabArchive.Pack(lab));
    }

    private static Lab Load(CommandContext context, string? root, string id)
    {
        if (root is null && context.Labs.Known(id) is null)
            throw new UsageException($"There is no lab {id} here.", "Correct its id in the session's file, or name its folder: `- { lab: ID, weight: N, root: DIR }`.");
        var reading = root is null ? context.Labs.Known(id)!.Read() : LabReader.Read(root, id);
        return reading switch
        {
            LabReading.Good { Lab: { IsFree: false } lab } => lab,
            LabReading.Good => throw new UsageException($"{id} has no right or wrong answers: it cannot be graded.", "Take it out of the session's file."),
            LabReading.Bad { Problems: [var first, ..] } => throw new UsageException($"The lab {id} has mistakes: {LabLibrary.Place(first)}: {first.Message}", $"`lab validate {id}` shows all of them. Nothing was made."),
            _ => throw new InvalidOperationException("A reading is good or bad."),
        };
    }
}
