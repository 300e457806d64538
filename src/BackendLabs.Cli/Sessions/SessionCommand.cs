using System.CommandLine;

namespace BackendLabs.Cli.Sessions;

internal static class SessionCommand
{
    public static Command Create(CommandContext context) => new LabCommand(
        "session", "Graded sessions: an exam for a cohort.",
        ("lab session new midterm.yaml", "Pins its labs, and tries their references"),
        ("lab session rehearse midterm-2026", "How long all students at once will take here"),
        ("lab session extend midterm-2026 ada --minutes 15 --reason 'fire alarm'", "More time for one; without a student for all"),
        ("lab session export midterm-2026 --format canvas > grades.csv", "Grades for the school's own system"))
    {
        NewSession.Create(context),
        SessionViews.List(context),
        SessionViews.Show(context),
        SessionViews.Verify(context),
        SessionRehearsal.Create(context),
        SessionTimesCommands.Change(context),
        SessionTimesCommands.Extend(context),
        SessionTimesCommands.Pause(context),
        SessionTimesCommands.Resume(context),
        SessionTimesCommands.Say(context),
        SessionTimesCommands.Close(context),
        SessionTimesCommands.Publish(context),
        SessionGrades.Grades(context),
        SessionGrades.Export(context),
        SessionGrades.Override(context),
        SessionRegrades.Create(context),
        SessionSimilarity.Create(context),
        SessionAppeal.Create(context),
        SessionErasing.Create(context),
    };
}
