using System.Globalization;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Screens;
using BackendLabs.Sessions.Grading;
using BackendLabs.Sessions.Policies;
using BackendLabs.Sessions.Running;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Cli.Sessions;

/// <summary>Shows sessions, without changing anything.</summary>
internal static class SessionViews
{
    public static LabCommand List(CommandContext context)
    {
        var store = SessionParts.Store();
        return new LabCommand("list", "Print all sessions.") { store }.Does(async (line, cancellationToken) =>
        {
            await using var open = await SessionParts.OpenAsync(context, line.GetValue(store), cancellationToken);
            var ids = await open.Sessions.ListAsync(cancellationToken);
            if (ids.Count == 0)
                context.Screen.Note("There are no sessions yet: `lab session new FILE` makes one; docs/run-an-exam.md shows a file.");
            foreach (var id in ids)
            {
                var session = (await open.Sessions.FindAsync(id, cancellationToken))!;
                var policy = SessionPolicyJson.Read(session.Policy);
                context.Screen.Say($"{id,-24} {StateOf(session, policy, open.Sittings.Now),-10} {SessionParts.Moment(policy.Opens, policy)[..16]}  {session.Title}");
            }

            return ExitCode.Done;
        });
    }

    public static LabCommand Show(CommandContext context)
    {
        var id = SessionParts.Id();
        var store = SessionParts.Store();
        return new LabCommand("show", "Print a session: its times, its labs, and where each student is.") { id, store }.Does(async (line, cancellationToken) =>
        {
            await using var open = await SessionParts.OpenAsync(context, line.GetValue(store), cancellationToken);
            var session = await SessionParts.FindAsync(open, line.GetValue(id)!, cancellationToken);
            await open.Sessions.AddSittingsAsync(session.Id, cancellationToken);
            var policy = SessionPolicyJson.Read(session.Policy);
            var now = open.Sittings.Now;
            context.Screen.Render(Ink.Text((session.Title, Ink.Strong), ($"  {session.Id}, {StateOf(session, policy, now)}", Ink.Plain)));
            context.Screen.Say($"  opens      {SessionParts.Moment(policy.Opens, policy)}  ({policy.Zone})");
            context.Screen.Say($"  closes     {SessionParts.Moment(policy.Closes, policy)}");
            var code = await open.Sessions.JoinCodeAsync(session.Id, cancellationToken);
            context.Screen.Say($"  join code  {code}");
            foreach (var lab in session.Labs)
                context.Screen.Say($"  lab        {lab.Lab}, version {lab.Version}, {SessionParts.Points(lab.Weight)} points  ({lab.Digest[..12]})");
            var gradebook = (await Gradebooks.OfAsync(open, session.Id, withChecks: false, cancellationToken))!;
            var attempts = (await open.Sittings.AttemptsAsync(session.Id, member: null, cancellationToken)).Where(attempt => attempt.Regrade is null).ToLookup(attempt => attempt.Member);
            var sittings = await open.Sittings.AllAsync(session.Id, cancellationToken);
            foreach (var (sitting, row) in sittings.Zip(gradebook.Rows))
            {
                var view = SittingViews.Of(session, sitting, [.. attempts[sitting.Member]], [], now, device: null, grades: null);
                var until = view is { State: "working" or "late", Until: { } end } ? $" until {SessionParts.Moment(end, policy)[11..19]}" : "";
                context.Screen.Say($"  {sitting.Member,-14} {sitting.Name,-24} {view.State}{until}, {CheckWords.Plural(attempts[sitting.Member].Count(), "attempt")}, {SessionParts.Points(row.Points)} of {SessionParts.Points(gradebook.Max)} points{(sitting.IsRemoved ? ", no longer in the cohort" : "")}");
            }

            return ExitCode.Done;
        });
    }

    public static LabCommand Verify(CommandContext context)
    {
        var id = SessionParts.Id();
        var store = SessionParts.Store();
        return new LabCommand("verify", "Look whether a session's ledger is whole: nothing changed, taken out or put in between.") { id, store }.Does(async (line, cancellationToken) =>
        {
            await using var open = await SessionParts.OpenAsync(context, line.GetValue(store), cancellationToken);
            var session = await SessionParts.FindAsync(open, line.GetValue(id)!, cancellationToken);
            var ledger = await open.Sessions.LedgerAsync(session.Id, member: null, cancellationToken);
            var problems = SessionLedger.Verify(ledger);
            foreach (var problem in problems)
                context.Screen.Render(Ink.Text(("✗ ", Ink.Bad), (problem, Ink.Plain)));
            var erased = ledger.Count(entry => entry.Body is null);
            if (problems.Count == 0)
            {
                context.Screen.Render(Ink.Text(("✓ ", Ink.Good), (string.Create(
                    CultureInfo.InvariantCulture, $"The ledger's {CheckWords.Plural(ledger.Count, "entry", "entries")} hold. Head: {(ledger.Count == 0 ? SessionLedger.Nothing : ledger[^1].Hash)}"), Ink.Plain)));
            }

            if (erased > 0)
                context.Screen.Note($"{CheckWords.Plural(erased, "entry", "entries")} of erased students have no text any more; their digests hold.");
            return problems.Count == 0 ? ExitCode.Done : ExitCode.NotPassed;
        });
    }

    private static string StateOf(GradedSession session, SessionPolicy policy, DateTimeOffset now) => session switch
    {
        { Published: not null } => "published",
        { Closed: not null } => "closed",
        { IsPaused: true } => "paused",
        _ => now < policy.Opens ? "not open" : now < policy.Closes ? "open" : "over",
    };
}
