using System.CommandLine;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Screens;
using BackendLabs.Sessions.Policies;
using BackendLabs.Sessions.Running;
using BackendLabs.Store;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Cli.Sessions;

/// <summary>What staff do while a session runs. Each is an entry of its ledger.</summary>
internal static class SessionTimesCommands
{
    private const int MostMinutes = 10_000;

    public static LabCommand Extend(CommandContext context)
    {
        var id = SessionParts.Id();
        var students = new Argument<string[]>("STUDENT") { Description = "Whom; everybody without it.", Arity = ArgumentArity.ZeroOrMore };
        var minutes = new Option<int>("--minutes") { Description = "How many more; a negative number takes back what was given before.", Required = true, HelpName = "N" };
        minutes.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, out var number) && number != 0 && Math.Abs(number) <= MostMinutes))
                result.AddError($"--minutes must be a whole number, at most {MostMinutes}, not '{text}'.");
        });
        var reason = SessionParts.Reason();
        var store = SessionParts.Store();
        return new LabCommand(
            "extend", "Give one, some or all students more time, also while they work or after their time was over.",
            ("lab session extend midterm-2026 ada alan --minutes 15 --reason 'projector failed'", "Two of them"))
        {
            id, students, minutes, reason, store,
        }.Does(async (line, cancellationToken) =>
        {
            await using var open = await SessionParts.OpenAsync(context, line.GetValue(store), cancellationToken);
            var session = await SessionParts.FindAsync(open, line.GetValue(id)!, cancellationToken);
            await open.Sessions.AddSittingsAsync(session.Id, cancellationToken);
            var whom = new List<string>();
            foreach (var student in line.GetValue(students) ?? [])
                whom.Add((await SessionParts.FindStudentAsync(open, session.Id, student, cancellationToken)).Member);
            var count = await open.Sittings.ExtendAsync(
                session.Id, whom.Count == 0 ? null : whom, TimeSpan.FromMinutes(line.GetValue(minutes)), SessionParts.By(context), line.GetValue(reason)!, cancellationToken);
            context.Screen.Render(Ink.Text($"{CheckWords.Plural(count, "student")}: {CheckWords.Plural(Math.Abs(line.GetValue(minutes)), "minute")} {(line.GetValue(minutes) > 0 ? "more" : "less")}."));
            if (session.Closed is not null)
                context.Screen.Note($"! {session.Id} is closed: nothing is accepted of anybody.");
            return ExitCode.Done;
        });
    }

    public static LabCommand Change(CommandContext context)
    {
        var id = SessionParts.Id();
        var file = new Argument<string>("FILE") { Description = "The session's file with its new rules." };
        var reason = SessionParts.Reason();
        var store = SessionParts.Store();
        return new LabCommand("change", "Give a session the rules of a file: times, attempts, what a failing check tells. Its labs and weights stay.") { id, file, reason, store }.Does(async (line, cancellationToken) =>
        {
            var policy = NewSession.Read(context, line.GetValue(file)!, out _);
            return await ChangeAsync(
                context, line.GetValue(id)!, line.GetValue(store),
                (open, session) =>
                {
                    if (!policy.Labs.Select(lab => (lab.Lab, lab.Weight)).SequenceEqual(session.Labs.Select(lab => (lab.Lab, lab.Weight))))
                        throw new UsageException("The file has other labs or weights than the session.", "They are pinned. Make another session with --id, or mend a lab by `lab session regrade`.");
                    policy = policy with { Id = session.Id, Cohort = session.Cohort };
                    return open.Sessions.ChangePolicyAsync(session.Id, policy.Title, SessionPolicyJson.Write(policy), SessionParts.By(context), line.GetValue(reason)!, cancellationToken);
                },
                "has new rules; those who work see them at once.", "It is closed.", cancellationToken);
        });
    }

    public static LabCommand Pause(CommandContext context)
    {
        var id = SessionParts.Id();
        var reason = SessionParts.Reason();
        var store = SessionParts.Store();
        return new LabCommand("pause", "Stop all clocks; nothing is accepted until `lab session resume`. Drafts are still saved.") { id, reason, store }.Does((line, cancellationToken) =>
            ChangeAsync(
                context, line.GetValue(id)!, line.GetValue(store), (open, session) => open.Sessions.PauseAsync(session.Id, SessionParts.By(context), line.GetValue(reason)!, cancellationToken),
                "is paused.", "It is paused already, or closed.", cancellationToken));
    }

    public static LabCommand Resume(CommandContext context)
    {
        var id = SessionParts.Id();
        var store = SessionParts.Store();
        return new LabCommand("resume", "Let all clocks go on where they stood.") { id, store }.Does((line, cancellationToken) =>
            ChangeAsync(
                context, line.GetValue(id)!, line.GetValue(store), (open, session) => open.Sessions.ResumeAsync(session.Id, SessionParts.By(context), cancellationToken),
                "goes on; every deadline has moved by the pause.", "It is not paused.", cancellationToken));
    }

    public static LabCommand Say(CommandContext context)
    {
        var id = SessionParts.Id();
        var text = new Argument<string>("TEXT") { Description = "What everybody of the session reads at once." };
        var store = SessionParts.Store();
        return new LabCommand("say", "Send a message to everybody of a session.", ("lab session say midterm-2026 'Question 2: ids are positive.'", "A correction")) { id, text, store }.Does((line, cancellationToken) =>
        {
            var words = line.GetValue(text)!.Trim();
            if (words.Length is 0 or > 2_000)
                throw new UsageException("A message has 1 to 2,000 characters.", "Shorten it.");
            return ChangeAsync(
                context, line.GetValue(id)!, line.GetValue(store), (open, session) => open.StaffWork.SayAsync(session.Id, words, SessionParts.By(context), cancellationToken),
                "has the message.", "It was not sent.", cancellationToken);
        });
    }

    public static LabCommand Close(CommandContext context)
    {
        var id = SessionParts.Id();
        var yes = new Option<bool>("--yes", "-y") { Description = "Without asking." };
        var store = SessionParts.Store();
        return new LabCommand("close", "End a session for good: nothing more is accepted, the seeds are no secret any more.") { id, yes, store }.Does(async (line, cancellationToken) =>
        {
            if (!line.GetValue(yes) && !Question.Confirm(context.Screen, $"Close {line.GetValue(id)} for everybody, also for those with an extension?", otherwise: false))
                throw new UsageException("Nothing was closed.", "Answer y, or give --yes.");
            return await ChangeAsync(
                context, line.GetValue(id)!, line.GetValue(store),
                (open, session) => SessionClosing.CloseAsync(open, session.Id, SessionParts.By(context), cancellationToken),
                "is closed.", "It was closed before.", cancellationToken);
        });
    }

    public static LabCommand Publish(CommandContext context)
    {
        var id = SessionParts.Id();
        var store = SessionParts.Store();
        return new LabCommand("publish", "Show students their grades and the comments on their work.") { id, store }.Does((line, cancellationToken) =>
            ChangeAsync(
                context, line.GetValue(id)!, line.GetValue(store), (open, session) => open.Sessions.PublishAsync(session.Id, SessionParts.By(context), cancellationToken),
                "has published grades.", $"It is not closed yet: `lab session close {line.GetValue(id)}` comes first.", cancellationToken));
    }

    private static async Task<int> ChangeAsync(
        CommandContext context, string id, string? address, Func<LabStore, GradedSession, Task<bool>> change, string done, string otherwise, CancellationToken cancellationToken)
    {
        await using var store = await SessionParts.OpenAsync(context, address, cancellationToken);
        var session = await SessionParts.FindAsync(store, id, cancellationToken);
        if (!await change(store, session))
            throw new UsageException($"Nothing was changed for {id}.", otherwise);
        context.Screen.Render(Ink.Text($"{session.Title} ({id}) {done}"));
        return ExitCode.Done;
    }
}
