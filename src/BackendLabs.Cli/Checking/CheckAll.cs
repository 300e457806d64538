using BackendLabs.Cli.Library;
using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Checking;

/// <summary><c>lab check --all</c>: whether what was passed still passes. It looks; nothing of it counts as an attempt.</summary>
internal sealed class CheckAll(CommandContext context, long? seed, bool alone)
{
    private readonly List<string> _noLonger = [];
    private int _passed;
    private int _left;
    private int _broken;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var all = context.Progress.Ask(store => store.All(), []).Where(one => one.Passed).ToDictionary(one => one.Lab);
        var labs = context.Labs.Catalog.AllLabs.Where(lab => all.ContainsKey(lab.Id)).ToList();
        if (labs.Count == 0)
        {
            context.Screen.Render(Ink.Text(("You have passed no lab yet. Begin with ", Ink.Plain), ("lab start", Ink.Code)));
            return ExitCode.Done;
        }

        var width = labs.Max(lab => lab.Id.Length);
        await using var runner = context.OpenRunner(alone, staysReady: true);
        foreach (var lab in labs)
            context.Screen.Render(Line(lab.Id.PadRight(width), await CheckAsync(lab, all[lab.Id].PassedVersion, runner, cancellationToken)));
        context.Screen.Render(Summary(labs.Count));
        return _noLonger.Count > 0 ? ExitCode.NotPassed : _broken > 0 ? ExitCode.Infrastructure : ExitCode.Done;
    }

    private async Task<Outcome> CheckAsync(CatalogLab entry, int passedVersion, ILabRunner runner, CancellationToken cancellationToken)
    {
        SnippetFile snippet;
        try
        {
            snippet = await ReadAsync(entry, cancellationToken);
        }
        catch (UsageException error)
        {
            _left++;
            return new Outcome("·", error.Message, Ink.Quiet);
        }

        var report = await RunAsync(entry, snippet, runner, cancellationToken);
        switch (report.Verdict)
        {
            case Verdict.Passed:
                _passed++;
                return new Outcome("✓", $"{report.Score} of {CheckWords.Plural(report.Max, "point")}", Ink.Good);
            case Verdict.InfrastructureError error:
                _broken++;
                return new Outcome("!", $"Our problem, not yours: {error.Reason}", Ink.Warn);
            default:
                _noLonger.Add(entry.Id);
                var newer = report.Version > passedVersion ? $" Version {report.Version} of the lab checks more than the {passedVersion} that you passed." : "";
                return new Outcome("✗", Why(report) + newer, Ink.Bad);
        }
    }

    // Who passed it in the browser has no file of it.
    private async Task<SnippetFile> ReadAsync(CatalogLab entry, CancellationToken cancellationToken)
    {
        var own = Path.Combine(WorkFolder.Of(context, entry), WorkFolder.Answer);
        if (!File.Exists(own) && await context.Shared.DraftAsync(entry.Id, cancellationToken) is { } draft)
            return new SnippetFile("your text in the browser", draft);
        return await CheckTarget.OwnCopy(context, entry).ReadAsync(cancellationToken);
    }

    private async Task<RunReport> RunAsync(CatalogLab entry, SnippetFile snippet, ILabRunner runner, CancellationToken cancellationToken)
    {
        try
        {
            return await Check.RunAsync(context, runner, new RunRequest(LabLibrary.Load(entry), snippet.Text, snippet.Name, new RunOptions(seed ?? Check.NewSeed())), failed: null, cancellationToken);
        }
        catch (BrokenException error)
        {
            return new RunReport(entry.Id, 0, new Verdict.InfrastructureError(error.Message, error.Remedy ?? ""), 0, 0, [], TimeSpan.Zero, [], ResourceUsage.None, [], "", []);
        }
    }

    private static string Why(RunReport report) => report switch
    {
        { FirstFailure: { } first } => $"{report.Score} of {CheckWords.Plural(report.Max, "point")}: {first.Title}",
        { Verdict: Verdict.CompileError } => "it does not compile",
        _ => report.Verdict.Name.Replace('_', ' '),
    };

    private Stack Summary(int count)
    {
        var parts = new List<IRenderable> { Ink.Blank, Ink.Text(($"{_passed} of {count} still pass.", _passed == count ? Ink.Good : Ink.Strong)) };
        if (_left > 0)
            parts.Add(Ink.Text($"{CheckWords.Plural(_left, "lab")} left out, for there is no answer of yours to check.", Ink.Quiet));
        if (_broken > 0)
            parts.Add(Ink.Text($"{CheckWords.Plural(_broken, "lab")} could not be checked here; `lab doctor` looks at this machine.", Ink.Quiet));
        parts.AddRange(_noLonger.Select(id => Ink.Text(("No longer: ", Ink.Plain), ($"lab check {id}", Ink.Code))));
        return Ink.Stack(parts);
    }

    private static Prefixed Line(string name, Outcome outcome) =>
        new(Ink.Text(outcome.Words, Ink.Quiet), $"{outcome.Mark} {name}  ", new string(' ', name.Length + 4), outcome.Style);

    private sealed record Outcome(string Mark, string Words, Spectre.Console.Style Style);
}
