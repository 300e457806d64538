using System.CommandLine;
using BackendLabs.Cli.Screens;

namespace BackendLabs.Cli.Sessions;

internal static class SessionErasing
{
    public static LabCommand Create(CommandContext context)
    {
        var id = SessionParts.Id();
        var student = SessionParts.Student();
        var yes = new Option<bool>("--yes", "-y") { Description = "Without asking." };
        var store = SessionParts.Store();
        return new LabCommand("erase", "Erase a student from a session: code, drafts, reports, grades and every text of the ledger. It cannot be undone; the ledger still verifies.") { id, student, yes, store }
            .Does(async (line, cancellationToken) =>
            {
                await using var open = await SessionParts.OpenAsync(context, line.GetValue(store), cancellationToken);
                var session = await SessionParts.FindAsync(open, line.GetValue(id)!, cancellationToken);
                var sitting = await SessionParts.FindStudentAsync(open, session.Id, line.GetValue(student)!, cancellationToken);
                if (!line.GetValue(yes) && !Question.Confirm(context.Screen, $"Erase {sitting.Name} ({sitting.Member}) from {session.Title}?", otherwise: false))
                    throw new UsageException("Nothing was erased.", "Answer y, or give --yes.");
                await open.Sessions.EraseAsync(session.Id, sitting.Member, SessionParts.By(context), cancellationToken);
                context.Screen.Render(Ink.Text($"{sitting.Name} ({sitting.Member}) is erased from {session.Title}."));
                return ExitCode.Done;
            });
    }
}
