using System.CommandLine;
using BackendLabs.Cli.Screens;
using BackendLabs.Labs.Files;
using BackendLabs.Sessions.Running;

namespace BackendLabs.Cli.Sessions;

internal static class SessionAppeal
{
    public static LabCommand Create(CommandContext context)
    {
        var id = SessionParts.Id();
        var student = SessionParts.Student();
        var into = new Option<string?>("--into") { Description = "The archive; SESSION-STUDENT.zip in this folder without it.", HelpName = "FILE" };
        var store = SessionParts.Store();
        return new LabCommand(
            "appeal", "Write one archive with everything that a student's grade stands on, and how to repeat it.",
            ("lab session appeal midterm-2026 ada", "midterm-2026-ada.zip"))
        {
            id, student, into, store,
        }.Does(async (line, cancellationToken) =>
        {
            await using var open = await SessionParts.OpenAsync(context, line.GetValue(store), cancellationToken);
            var session = await SessionParts.FindAsync(open, line.GetValue(id)!, cancellationToken);
            var sitting = await SessionParts.FindStudentAsync(open, session.Id, line.GetValue(student)!, cancellationToken);
            var shown = line.GetValue(into) ?? $"{session.Id}-{sitting.Member}.zip";
            var path = Path.GetFullPath(shown, context.Paths.CurrentFolder);
            if (Path.Exists(path))
                throw new UsageException($"There is already something at {shown}.", "Nothing is written over: choose another name with --into.");
            PrivateFile.Write(path, await AppealArchive.WriteAsync(open, session, sitting, cancellationToken));
            context.Screen.Render(Ink.Text(("✓ ", Ink.Good), ($"{shown}", Ink.Strong), (" begins with README.txt. It holds the labs' checks: it is for staff.", Ink.Plain)));
            return ExitCode.Done;
        });
    }
}
