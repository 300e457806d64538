using System.CommandLine;
using System.CommandLine.Parsing;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Authoring;

internal static class ValidateCommand
{
    /// <summary>Short enough to be typed again.</summary>
    private const long MostSeed = 1_000_000_000;

    public static Command Create(CommandContext context)
    {
        var labs = new Argument<string[]>("LAB") { Arity = ArgumentArity.ZeroOrMore, HelpName = "LAB", Description = "The labs; without any, the current one." };
        labs.CompletionSources.Add(completion => LabNames.Complete(context, completion));
        var all = new Option<bool>("--all") { Description = "Every lab of every root." };
        var affected = new Option<bool>("--affected") { Description = "The labs with changes that git's main branch does not have." };
        var seeds = new Option<int>("--seeds") { Description = "How many seeds every answer is tried with.", HelpName = "N", DefaultValueFactory = _ => new ValidationOptions().Seeds };
        seeds.Validators.Add(AtLeastOne);
        var noMutants = new Option<bool>("--no-mutants") { Description = "Leave out the reference's mutants, which take the longest the first time." };
        var underLoad = new Option<bool>("--under-load") { Description = "Also try the answers with every core busy: the verdicts must be the same." };
        var only = new Option<string[]>("--only") { Description = $"Only these steps, joined by commas: {string.Join(", ", ValidationOptions.Steps)}.", HelpName = "STEPS", CustomParser = Steps };
        only.CompletionSources.Add([.. ValidationOptions.Steps]);
        var note = new Option<string?>("--note") { Description = "What has changed in the checks, in a few words: written to `changes` in lab.yaml, with the version, where nothing else is wrong.", HelpName = "WORDS" };
        note.Validators.Add(OneLine);
        var seed = new Option<long?>("--seed") { Description = "The first seed, as an earlier validation printed it; without it, another each time.", HelpName = "N" };
        var format = OutputFormat.Option();
        var command = new LabCommand(
            "validate", "Prove that labs are right: solutions pass, wrong solutions fail what they name, nothing can be had for nothing.",
            ("lab validate caching/cache-aside", "One lab"),
            ("lab validate --affected", "What you have changed"),
            ("lab validate --all --seeds 10", "Everything, with many seeds"),
            ("lab validate --all --under-load", "Whether any check depends on a fast machine"),
            ("lab validate --only wrong,mutants", "What the checks notice, while you sharpen them"),
            ("lab validate mine/first --note 'Ask for the sum of no rows, too'", "Count up the version of changed checks"))
        {
            labs, all, affected, seeds, seed, noMutants, underLoad, only, note, format,
        };
        return command.Does((line, cancellationToken) => RunAsync(
            context, new Wanted(line.GetValue(labs) ?? [], line.GetValue(all), line.GetValue(affected)),
            new ValidationOptions(line.GetValue(seeds), Mutants: !line.GetValue(noMutants))
            {
                Only = line.GetValue(only) ?? [],
                UnderLoad = line.GetValue(underLoad),
                FirstSeed = line.GetValue(seed) ?? Random.Shared.NextInt64(1, MostSeed),
            },
            line.GetValue(note), OutputFormat.IsJson(line, format), cancellationToken));
    }

    private static string[] Steps(ArgumentResult result)
    {
        string[] steps = [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        if (steps.Except(ValidationOptions.Steps).FirstOrDefault() is { } unknown)
            result.AddError($"--only knows no step '{unknown}'. The steps are {string.Join(", ", ValidationOptions.Steps)}.");
        return steps;
    }

    private static void OneLine(OptionResult result)
    {
        if (result.Tokens is [{ Value: var text }] && (string.IsNullOrWhiteSpace(text) || text.AsSpan().IndexOfAnyInRange('\0', '\x1f') >= 0))
            result.AddError("--note must be one line that says what has changed.");
    }

    private static void AtLeastOne(OptionResult result)
    {
        if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, out var number) && number is >= 1 and <= 1000))
            result.AddError($"--seeds must be a whole number from 1 to 1000, not '{text}'.");
    }

    private static async Task<int> RunAsync(
        CommandContext context, Wanted wanted, ValidationOptions options, string? note, bool json, CancellationToken cancellationToken)
    {
        var labs = await ChooseAsync(context, wanted, cancellationToken);
        if (note is not null && labs.Count != 1)
            throw new UsageException("--note is of one lab's checks.", "Name that lab.");
        IReadOnlyList<LabProblem> problems = [.. context.Labs.Catalog.Problems, .. context.Labs.Catalog.CheckPrerequisites()];
        if (!wanted.All)
            problems = [.. problems.Where(problem => Concerns(problem, labs))];
        var view = new ValidationView(context, labs.Count);
        if (!json)
            view.ShowCatalog(problems);
        var reports = await ValidateAsync(context, labs, options, note, json ? null : view, cancellationToken);
        if (json)
            await context.Screen.Out.WriteLineAsync(ValidationJson.Write(problems, reports));
        else
            view.ShowSummary(problems, reports);
        return problems.Count == 0 && reports.All(report => report.Passed) ? ExitCode.Done : ExitCode.NotPassed;
    }

    private static async Task<List<ValidationReport>> ValidateAsync(
        CommandContext context, IReadOnlyList<CatalogLab> labs, ValidationOptions options, string? note, ValidationView? view, CancellationToken cancellationToken)
    {
        var reports = new List<ValidationReport>();
        await using var runner = new Lazily<LabGrader>(() => context.OpenGrader());
        foreach (var entry in labs)
        {
            var reading = entry.Read();
            var asked = options with { IsShipped = context.Paths.IsShipped(entry.Root) };
            var report = reading switch
            {
                LabReading.Good good => await ProveAsync(good.Lab, asked),
                LabReading.Bad { Draft: { } draft, IsUnnoted: true } bad => await ProveAsync(draft, asked with { Misread = bad.Problems, IsUnnoted = true }),
                LabReading.Bad bad => await LookAtAsync(entry, bad, asked),
                _ => throw new InvalidOperationException("A reading is good or bad."),
            };
            if (note is not null)
                report = await NotedChange.WriteAsync(context, entry, reading, report, note, cancellationToken);
            reports.Add(report);
            view?.Show(report);
        }

        return reports;

        // Mistakes of the files are named on any machine; what compilers find beside them, where there are some.
        async Task<ValidationReport> LookAtAsync(CatalogLab entry, LabReading.Bad bad, ValidationOptions asked)
        {
            try
            {
                if (bad.Draft is { } draft)
                    return await ProveAsync(draft, asked with { Misread = bad.Problems });
            }
            catch (InfrastructureException error)
            {
                context.Screen.Note($"! Nothing was looked at but the files: {error.Message}");
            }

            return new ValidationReport(entry.Id, [new ValidationStep("definition", $"{bad.Problems.Count} found", bad.Problems)], TimeSpan.Zero);
        }

        Task<ValidationReport> ProveAsync(Lab lab, ValidationOptions asked) => Busy.WhileAsync(
            context.Screen, context.Time, $"{lab.Id} ({reports.Count + 1} of {labs.Count})",
            say => runner.Value.ValidateAsync(lab, asked, new Saying(say, reports.Count + 1, labs.Count, context.Screen.Traits.Error), cancellationToken), lines: view is not null);
    }

    // What is wrong between other labs is not this author's to mend; the catalogue itself is everybody's.
    private static bool Concerns(LabProblem problem, IReadOnlyList<CatalogLab> labs) =>
        labs.Any(lab => problem.File == lab.Id || problem.File.StartsWith(lab.Id + "/", StringComparison.Ordinal) || problem.Message.Split([' ', '`', '.', ','], StringSplitOptions.RemoveEmptyEntries).Contains(lab.Id))
        || problem.File == "catalog.yaml";

    private static async Task<IReadOnlyList<CatalogLab>> ChooseAsync(CommandContext context, Wanted wanted, CancellationToken cancellationToken)
    {
        if ((wanted.Names.Length > 0 ? 1 : 0) + (wanted.All ? 1 : 0) + (wanted.Affected ? 1 : 0) > 1)
            throw new UsageException("Labs, --all and --affected exclude each other.", "Give one of them.");
        if (wanted.All)
            return context.Labs.Catalog.AllLabs;
        if (wanted.Affected)
            return await AffectedLabs.FindAsync(context, cancellationToken);
        return wanted.Names.Length > 0
            ? [.. wanted.Names.Select(context.Labs.Find).DistinctBy(lab => lab.Id)]
            : [CurrentLab.OrNull(context) ?? throw new UsageException("Which labs?", "Name them, or give --all or --affected.")];
    }

    private sealed record Wanted(string[] Names, bool All, bool Affected);

    private sealed class Saying(Action<string> say, int number, int count, bool hasTerminal) : IProgress<ValidationProgress>
    {
        private const int BarLength = 16;

        public void Report(ValidationProgress value) =>
            say($"{(value.Count > 0 && hasTerminal ? Bar(value) + " " : "")}{value.Lab} ({number} of {count}): {value.Step}{(value.Count > 0 ? $", {value.Done} of {value.Count}" : "")}");

        private static string Bar(ValidationProgress value)
        {
            var done = Math.Clamp(value.Done * BarLength / value.Count, 0, BarLength);
            return new string('━', done) + new string('┄', BarLength - done);
        }
    }

    /// <summary>Opened when first used, closed if it was.</summary>
    private sealed class Lazily<T>(Func<T> open) : IAsyncDisposable
        where T : class, IAsyncDisposable
    {
        private T? _value;

        public T Value => _value ??= open();

        public ValueTask DisposeAsync() => _value?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
