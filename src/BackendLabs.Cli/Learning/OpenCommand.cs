using System.CommandLine;
using System.Diagnostics;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Machine;

namespace BackendLabs.Cli.Learning;

/// <summary><c>lab open</c>: answer and lesson side by side in the person's own editor.</summary>
internal static class OpenCommand
{
    /// <summary>What a shell answers where there is no such program, or it may not be run.</summary>
    private static readonly int[] NotStarted = [126, 127];

    public static Command Create(CommandContext context)
    {
        var lab = LabNames.Argument(context, "The lab; without it, the current one, or the next.");
        return new LabCommand(
            "open", "Open answer and lesson in $EDITOR, or in VS Code.",
            ("lab open", "Of the current lab"),
            ("lab open cache-aside", "Of that lab; begins it where you have not yet"),
            ("EDITOR=nano lab open", "In that editor, this time"))
        {
            lab,
        }.Does((line, cancellationToken) => RunAsync(context, line.GetValue(lab), cancellationToken));
    }

    private static async Task<int> RunAsync(CommandContext context, string? named, CancellationToken cancellationToken)
    {
        var entry = named is not null ? context.Labs.Find(named) : CurrentLab.OrNull(context) ?? NextLab.OrNull(context)
            ?? throw new UsageException("You have passed every lab.", "Name the one to open: `lab open LAB`; `lab list` shows them.");
        var folder = WorkFolder.Of(context, entry);
        var answer = Path.Combine(folder, WorkFolder.Answer);
        var editor = Editor.Of(context, folder) ?? throw new UsageException(
            "No editor is known here: EDITOR is not set, and VS Code's command `code` is not on the PATH.",
            File.Exists(answer)
                ? $"Set one, as in `EDITOR=nano lab open`, or open the file by hand: {CheckTarget.Short(context, answer)}"
                : $"Set one, as in `EDITOR=nano lab open`, or begin with `lab start {entry.Id}` and open what it names.");
        if (!File.Exists(answer))
            await StartCommand.BeginAsync(context, entry, to: null, cancellationToken);
        else
            await context.Shared.ExchangeDraftAsync(entry, folder, cancellationToken);
        if (!File.Exists(Path.Combine(folder, WorkFolder.Lesson)))
            WorkFolder.WriteCompanions(folder, LabLibrary.Load(entry), context.Paths.AppFolderOrNull);
        return await editor.OpenAsync(context, [answer, Path.Combine(folder, WorkFolder.Lesson)], cancellationToken);
    }

    /// <param name="Name">As the person set it.</param>
    /// <param name="Command">Of a shell, which puts the files behind it.</param>
    private sealed record Editor(string Name, string Command, string Folder)
    {
        public static Editor? Of(CommandContext context, string folder)
        {
            if ((context.Paths.Variable("VISUAL") ?? context.Paths.Variable("EDITOR")) is { } own && !string.IsNullOrWhiteSpace(own))
                return new Editor(own, own, folder);
            // VS Code shows the folder too, with the project by which it completes.
            return context.Paths.FindProgram("code") is { } code ? new Editor("code", $"'{code.Replace("'", "'\\''", StringComparison.Ordinal)}' .", folder) : null;
        }

        // Through a shell, as git does, because EDITOR may have arguments: EDITOR="code --wait".
        public async Task<int> OpenAsync(CommandContext context, IReadOnlyList<string> files, CancellationToken cancellationToken)
        {
            var start = new ProcessStartInfo("/bin/sh", ["-c", $"{Command} \"$@\"", "lab", .. files]) { UseShellExecute = false, WorkingDirectory = Folder };
            using var process = Tool.Start(start);
            await process.WaitForExitAsync(cancellationToken);
            if (NotStarted.Contains(process.ExitCode))
                throw new UsageException($"The editor '{Name}' could not be started.", "Set EDITOR to a program that is there, as in `EDITOR=nano lab open`.");
            if (process.ExitCode != 0)
            {
                context.Screen.Note($"lab: The editor '{Name}' ended with exit code {process.ExitCode}.");
                return ExitCode.NotPassed;
            }

            return ExitCode.Done;
        }
    }
}
