using System.CommandLine;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Screens;
using BackendLabs.Sessions.Grading;
using BackendLabs.Store;

namespace BackendLabs.Cli.Sessions;

/// <summary>Runs what was handed in again after a lab was mended, shows who would move, and publishes or withdraws it.</summary>
internal static class SessionRegrades
{
    public static LabCommand Create(CommandContext context) => new(
        "regrade", "Run submissions again after a lab was mended: beside the grades, until you publish it.",
        ("lab session regrade begin midterm-2026 caching/cache-aside --reason 'check 4 was wrong'", "Queues them with the lab as it is here now"),
        ("lab session regrade show midterm-2026 3f09c2d1aa07", "Who would move, by how much and why"),
        ("lab session regrade publish midterm-2026 3f09c2d1aa07", "From now on it counts"))
    {
        Begin(context), Show(context), Publish(context), Withdraw(context),
    };

    private static LabCommand Begin(CommandContext context)
    {
        var id = SessionParts.Id();
        var lab = new Argument<string>("LAB") { Description = "As track/name, in its mended version." };
        var root = new Option<string?>("--root") { Description = "The folder of labs that has it; this installation's without it.", HelpName = "DIR" };
        var reason = SessionParts.Reason();
        var store = SessionParts.Store();
        return new LabCommand("begin", "Queue every submission of a lab once more, with the lab as it is now.") { id, lab, root, reason, store }.Does(async (line, cancellationToken) =>
        {
            await using var open = await SessionParts.OpenAsync(context, line.GetValue(store), cancellationToken);
            var session = await SessionParts.FindAsync(open, line.GetValue(id)!, cancellationToken);
            var name = line.GetValue(lab)!;
            if (session.Find(name) is not { } pinned)
                throw new UsageException($"{session.Id} has no lab {name}.", $"It has {string.Join(", ", session.Labs.Select(one => one.Lab))}.");
            await using var runner = context.OpenRunner(alone: false);
            var folder = line.GetValue(root) is { } named ? Path.GetFullPath(named, context.Paths.CurrentFolder) : null;
            var version = await NewSession.PinAsync(context, runner, folder, name, cancellationToken);
            if (version.Digest == pinned.Digest)
                throw new UsageException($"{name} is here the version that the session has already.", "Mend the lab, prove it with `lab validate`, then regrade; --root names another folder of labs.");
            var regrade = await open.Regrades.BeginAsync(session.Id, version, line.GetValue(reason)!, SessionParts.By(context), cancellationToken)
                ?? throw new UsageException($"A regrade of {name} waits for a decision already.", $"`lab session regrade show {session.Id}` shows it; publish or withdraw it first.");
            context.Screen.Render(Ink.Text(($"{regrade.Id}", Ink.Strong), ($": {CheckWords.Plural(regrade.Runs, "submission")} of {name} queued with version {version.Version}.", Ink.Plain)));
            context.Screen.Note($"Students who work now come first. Then: lab session regrade show {session.Id} {regrade.Id}");
            return ExitCode.Done;
        });
    }

    private static LabCommand Show(CommandContext context)
    {
        var id = SessionParts.Id();
        var regrade = new Argument<string?>("REGRADE") { Description = "Its id; all of the session without it.", Arity = ArgumentArity.ZeroOrOne };
        var store = SessionParts.Store();
        return new LabCommand("show", "Print what publishing would change, before anything does.") { id, regrade, store }.Does(async (line, cancellationToken) =>
        {
            await using var open = await SessionParts.OpenAsync(context, line.GetValue(store), cancellationToken);
            var session = await SessionParts.FindAsync(open, line.GetValue(id)!, cancellationToken);
            if (line.GetValue(regrade) is { } one)
                return Print(context, await CompareAsync(open, session.Id, one, cancellationToken));
            foreach (var each in await open.Regrades.AllAsync(session.Id, cancellationToken))
                context.Screen.Say($"{each.Id}  {each.Lab,-28} {(each.Published is not null ? "published" : each.Withdrawn is not null ? "withdrawn" : each.Waiting > 0 ? $"{each.Waiting} of {each.Runs} wait" : "to decide"),-16} {each.Reason}");
            return ExitCode.Done;
        });
    }

    private static LabCommand Publish(CommandContext context) => Decide(
        context, "publish", "Let a regrade's results count. What counted before stays on record.", "counts from now on.",
        "Runs of it wait, or it was decided before.", (store, session, id, cancellationToken) => store.Regrades.PublishAsync(session, id, SessionParts.By(context), cancellationToken));

    private static LabCommand Withdraw(CommandContext context) => Decide(
        context, "withdraw", "Drop a regrade: the grades stay as they are.", "is withdrawn; the grades are as they were.",
        "It was decided before.", (store, session, id, cancellationToken) => store.Regrades.WithdrawAsync(session, id, SessionParts.By(context), cancellationToken));

    private static LabCommand Decide(
        CommandContext context, string name, string description, string done, string otherwise, Func<LabStore, string, string, CancellationToken, Task<bool>> decide)
    {
        var id = SessionParts.Id();
        var regrade = new Argument<string>("REGRADE") { Description = "Its id." };
        var store = SessionParts.Store();
        return new LabCommand(name, description) { id, regrade, store }.Does(async (line, cancellationToken) =>
        {
            await using var open = await SessionParts.OpenAsync(context, line.GetValue(store), cancellationToken);
            var session = await SessionParts.FindAsync(open, line.GetValue(id)!, cancellationToken);
            var which = line.GetValue(regrade)!;
            var comparison = await CompareAsync(open, session.Id, which, cancellationToken);
            if (!await decide(open, session.Id, which, cancellationToken))
                throw new UsageException($"Nothing was changed for {which}.", otherwise);
            context.Screen.Render(Ink.Text($"{which} ({comparison.Regrade.Lab}) {done}"));
            return ExitCode.Done;
        });
    }

    private static async Task<RegradeComparison> CompareAsync(LabStore store, string session, string id, CancellationToken cancellationToken) =>
        await RegradeComparison.OfAsync(store, session, id, cancellationToken)
        ?? throw new UsageException($"{session} has no regrade {id}.", $"`lab session regrade show {session}` shows all.");

    private static int Print(CommandContext context, RegradeComparison comparison)
    {
        var screen = context.Screen;
        screen.Render(Ink.Text(($"{comparison.Regrade.Lab}", Ink.Strong), ($", {CheckWords.Plural(comparison.Regrade.Runs, "submission")} run again: {comparison.Regrade.Reason}", Ink.Plain)));
        if (comparison.Waiting > 0)
            screen.Note($"! {CheckWords.Plural(comparison.Waiting, "run")} not ended yet: this is not the whole picture.");
        foreach (var move in comparison.Moves)
        {
            screen.Say($"  {(move.To < move.From ? "-" : "+")} {move.Student,-14} {move.Name,-24} {SessionParts.Points(move.From)} -> {SessionParts.Points(move.To)}");
            foreach (var why in move.Why)
                screen.Say($"      {why}");
        }

        foreach (var lost in comparison.Lost)
            screen.Render(Ink.Text(("! ", Ink.Warn), ($"The same code of {lost.Student} got fewer points: {lost.ScoreBefore} -> {lost.ScoreAfter} ({lost.Before} -> {lost.After}), attempt {lost.Attempt}.", Ink.Plain)));
        foreach (var kept in comparison.Kept)
            screen.Render(Ink.Text(("! ", Ink.Warn), ($"{kept.Student} passed and would not now ({kept.After}): the pass stays, with its version; attempt {kept.Attempt}.", Ink.Plain)));
        screen.Say($"  {CheckWords.Plural(comparison.Moves.Count, "student")} would move, {comparison.Same} would not.");
        return ExitCode.Done;
    }
}
