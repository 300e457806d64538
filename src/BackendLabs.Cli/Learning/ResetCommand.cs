using System.CommandLine;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Screens;
using BackendLabs.Cli.Shelf;

namespace BackendLabs.Cli.Learning;

internal static class ResetCommand
{
    public static Command Create(Desk desk)
    {
        var lab = LabNames.Argument(desk);
        return new LabCommand(
            "reset", "Begin again from the starter; your answer is kept beside it.",
            ("lab reset", "The current lab"),
            ("lab reset cache-aside", "That lab"))
        {
            lab,
        }.Does(line => Run(desk, line.GetValue(lab)));
    }

    private static int Run(Desk desk, string? named)
    {
        var entry = CurrentLab.Of(desk, named);
        var lab = LabShelf.Load(entry);
        var folder = WorkFolder.Of(desk, entry);
        var answer = Path.Combine(folder, WorkFolder.Answer);
        if (!File.Exists(answer))
            throw new UsageException($"You have no answer to {lab.Id} yet: there is no {CheckTarget.Short(desk, answer)}.", $"Begin with `lab start {lab.Id}`.");
        var kept = Free(Path.Combine(folder, $"answer.{desk.Time.GetLocalNow():yyyyMMdd-HHmmss}"));
        try
        {
            // The starter is there before the old answer is moved, so that nothing is lost at any moment.
            var fresh = answer + ".new";
            File.WriteAllText(fresh, lab.Texts.Starter.Text);
            File.Move(answer, kept);
            File.Move(fresh, answer);
            WorkFolder.WriteCompanions(folder, lab, desk.Surroundings.AppFolderOrNull);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{folder} cannot be written: {error.Message}", "Your answer is unchanged or beside it; make the folder writable and try again.");
        }

        desk.Screen.Render(Ink.Stack(
        [
            Ink.Text(($"{CheckTarget.Short(desk, answer)} is the starter again.", Ink.Plain)),
            Ink.Text(("Your old answer: ", Ink.Quiet), (CheckTarget.Short(desk, kept), Ink.Code)),
        ]));
        return ExitCode.Done;
    }

    private static string Free(string stem)
    {
        var path = stem + ".csx";
        for (var number = 2; Path.Exists(path); number++)
            path = $"{stem}-{number}.csx";
        return path;
    }
}
