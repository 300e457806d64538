using System.CommandLine;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Screens;

namespace BackendLabs.Cli.Learning;

internal static class ResetCommand
{
    public static Command Create(CommandContext context)
    {
        var lab = LabNames.Argument(context);
        return new LabCommand(
            "reset", "Begin again from the starter; your answer is kept beside it.",
            ("lab reset", "The current lab"),
            ("lab reset cache-aside", "That lab"))
        {
            lab,
        }.Does((line, cancellationToken) => RunAsync(context, line.GetValue(lab), cancellationToken));
    }

    private static async Task<int> RunAsync(CommandContext context, string? named, CancellationToken cancellationToken)
    {
        var entry = CurrentLab.Of(context, named);
        var lab = LabLibrary.Load(entry);
        var folder = WorkFolder.Of(context, entry);
        var answer = Path.Combine(folder, WorkFolder.Answer);
        if (!File.Exists(answer))
            throw new UsageException($"You have no answer to {lab.Id} yet: there is no {CheckTarget.Short(context, answer)}.", $"Begin with `lab start {lab.Id}`.");
        // Before, so that the newest text is the one that is kept beside; and after, so that the browser has the starter too.
        await context.Shared.ExchangeDraftAsync(entry, folder, cancellationToken);
        var kept = Free(Path.Combine(folder, $"answer.{context.Time.GetLocalNow():yyyyMMdd-HHmmss}"));
        try
        {
            // The starter is there before the old answer is moved, so that nothing is lost at any moment.
            var fresh = answer + ".new";
            File.WriteAllText(fresh, lab.Texts.Starter.Text);
            File.Move(answer, kept);
            File.Move(fresh, answer);
            WorkFolder.WriteCompanions(folder, lab, context.Paths.AppFolderOrNull);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{folder} cannot be written: {error.Message}", "Your answer is unchanged or beside it; make the folder writable and try again.");
        }

        await context.Shared.ExchangeDraftAsync(entry, folder, cancellationToken);
        context.Screen.Render(Ink.Stack(
        [
            Ink.Text(($"{CheckTarget.Short(context, answer)} is the starter again.", Ink.Plain)),
            Ink.Text(("Your old answer: ", Ink.Quiet), (CheckTarget.Short(context, kept), Ink.Code)),
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
