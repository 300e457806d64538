using System.CommandLine;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Authoring;

internal static class TranscriptCommand
{
    public static Command Create(CommandContext context)
    {
        var lab = LabNames.Argument(context);
        var write = new Option<bool>("--write") { Description = $"Write it to {Transcript.FileName} in the lab's folder." };
        var format = OutputFormat.Option();
        return new LabCommand(
            "transcript", "Show what a student reads for the starter, each wrong solution and each solution.",
            ("lab transcript cache-aside", "On standard output"),
            ("lab transcript cache-aside --write", "Kept beside the lab, for review"))
        {
            lab, write, format,
        }.Does((line, cancellationToken) => RunAsync(
            context, CurrentLab.Of(context, line.GetValue(lab)), line.GetValue(write), OutputFormat.IsJson(line, format), cancellationToken));
    }

    private static async Task<int> RunAsync(CommandContext context, CatalogLab entry, bool write, bool json, CancellationToken cancellationToken)
    {
        if (write && json)
            throw new UsageException("What is kept beside the lab is text.", "Give either --write or --format json.");
        var lab = LabLibrary.LoadForAuthor(entry);
        if (json)
        {
            var answers = await RunAllAsync(context, lab, cancellationToken);
            await context.Screen.Out.WriteLineAsync(TranscriptJson.Write(lab, answers));
            return ExitCode.Done;
        }

        var text = await MakeAsync(context, lab, cancellationToken);
        if (!write)
        {
            await context.Screen.Out.WriteAsync(text);
            return ExitCode.Done;
        }

        var path = Path.Combine(lab.Folder, Transcript.FileName);
        await File.WriteAllTextAsync(path, text, cancellationToken);
        context.Screen.Render(Ink.Text(path));
        return ExitCode.Done;
    }

    /// <exception cref="BrokenException">A run broke, so that the transcript would not tell of the lab.</exception>
    public static async Task<string> MakeAsync(CommandContext context, Lab lab, CancellationToken cancellationToken)
    {
        var transcript = new Transcript(lab);
        foreach (var tried in await RunAllAsync(context, lab, cancellationToken))
            transcript.Add(tried);
        return transcript.ToString();
    }

    private static async Task<IReadOnlyList<TriedAnswer>> RunAllAsync(CommandContext context, Lab lab, CancellationToken cancellationToken)
    {
        var answers = Transcript.AnswersOf(lab).ToList();
        var reports = await Busy.WhileAsync(context.Screen, context.Time, lab.Id, say => RunAllAsync(context, lab, answers, say, cancellationToken));
        return [.. answers.Zip(reports, (answer, report) => new TriedAnswer(answer.Answer, answer.Words, report))];
    }

    // One for each core: the runs do not know of each other.
    private static async Task<RunReport[]> RunAllAsync(
        CommandContext context, Lab lab, List<(LabText Answer, string Words)> answers, Action<string> say, CancellationToken cancellationToken)
    {
        await using var runner = context.OpenGrader();
        var reports = new RunReport[answers.Count];
        var setting = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, answers.Count, setting, async (number, cancel) =>
        {
            var answer = answers[number].Answer;
            say(answer.Path);
            reports[number] = await runner.RunAsync(new RunRequest(lab, answer.Text, "answer.csx", new RunOptions(Transcript.Seed)), null, cancel);
            if (reports[number].Verdict is Verdict.InfrastructureError error)
                throw new BrokenException($"{answer.Path} could not be run: {error.Reason}", error.Remedy);
        });
        return reports;
    }
}
