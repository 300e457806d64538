using System.CommandLine;
using BackendLabs.Cli.Screens;
using BackendLabs.Cli.Shelf;
using BackendLabs.Labs;
using BackendLabs.Runner;

namespace BackendLabs.Cli.Authoring;

internal static class TranscriptCommand
{
    public static Command Create(Desk desk)
    {
        var lab = LabNames.Argument(desk);
        var write = new Option<bool>("--write") { Description = $"Write it to {Transcript.FileName} in the lab's folder." };
        return new LabCommand(
            "transcript", "Show what a student reads for the starter, each wrong solution and each solution.",
            ("lab transcript cache-aside", "On standard output"),
            ("lab transcript cache-aside --write", "Kept beside the lab, for review"))
        {
            lab, write,
        }.Does((line, cancellationToken) => RunAsync(desk, CurrentLab.Of(desk, line.GetValue(lab)), line.GetValue(write), cancellationToken));
    }

    private static async Task<int> RunAsync(Desk desk, CatalogLab entry, bool write, CancellationToken cancellationToken)
    {
        var lab = LabShelf.Load(entry);
        var text = await MakeAsync(desk, lab, cancellationToken);
        if (!write)
        {
            await desk.Screen.Out.WriteAsync(text);
            return ExitCode.Done;
        }

        var path = Path.Combine(lab.Folder, Transcript.FileName);
        await File.WriteAllTextAsync(path, text, cancellationToken);
        desk.Screen.Render(Ink.Text(path));
        return ExitCode.Done;
    }

    /// <exception cref="BrokenException">A run broke, so that the transcript would not tell of the lab.</exception>
    public static async Task<string> MakeAsync(Desk desk, Lab lab, CancellationToken cancellationToken)
    {
        var transcript = new Transcript(lab);
        await using var runner = desk.OpenRunner();
        foreach (var (answer, words) in Transcript.AnswersOf(lab))
        {
            var request = new RunRequest(lab, answer.Text, "answer.csx", Transcript.Seed);
            var report = await Busy.WhileAsync(desk.Screen, desk.Time, answer.Path, _ => runner.RunAsync(request, null, cancellationToken));
            if (report.Verdict is Verdict.InfrastructureError error)
                throw new BrokenException($"{answer.Path} could not be run: {error.Reason}", error.Remedy);
            transcript.Add(answer, words, report);
        }

        return transcript.ToString();
    }
}
