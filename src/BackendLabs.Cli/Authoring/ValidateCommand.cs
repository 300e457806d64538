using System.CommandLine;
using System.CommandLine.Parsing;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Screens;
using BackendLabs.Grader;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Authoring;

internal static class ValidateCommand
{
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
        var format = OutputFormat.Option();
        var command = new LabCommand(
            "validate", "Prove that labs are right: solutions pass, wrong solutions fail what they name, nothing can be had for nothing.",
            ("lab validate caching/cache-aside", "One lab"),
            ("lab validate --affected", "What you have changed"),
            ("lab validate --all --seeds 10", "Everything, with many seeds"),
            ("lab validate --all --under-load", "Whether any check depends on a fast machine"),
            ("lab validate --only wrong,mutants", "What the checks notice, while you sharpen them"))
        {
            labs, all, affected, seeds, noMutants, underLoad, only, format,
        };
        return command.Does((line, cancellationToken) => RunAsync(
            context, new Wanted(line.GetValue(labs) ?? [], line.GetValue(all), line.GetValue(affected)),
            new ValidationOptions(line.GetValue(seeds), Mutants: !line.GetValue(noMutants)) { Only = line.GetValue(only) ?? [], UnderLoad = line.GetValue(underLoad) }, OutputFormat.IsJson(line, format), cancellationToken));
    }

    private static string[] Steps(ArgumentResult result)
    {
        string[] steps = [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        if (steps.Except(ValidationOptions.Steps).FirstOrDefault() is { } unknown)
            result.AddError($"--only knows no step '{unknown}'. The steps are {string.Join(", ", ValidationOptions.Steps)}.");
        return steps;
    }

    private static void AtLeastOne(OptionResult result)
    {
        if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, out var number) && number is >= 1 and <= 1000))
            result.AddError($"--seeds must be a whole number from 1 to 1000, not '{text}'.");
    }

    private static async Task<int> RunAsync(
        CommandContext context, Wanted wanted, ValidationOptions options, bool json, CancellationToken cancellationToken)
    {
        var labs = await ChooseAsync(context, wanted, cancellationToken);
        // What is wrong between labs counts only where all of them are looked at.
        IReadOnlyList<LabProblem> problems = wanted.All ? [.. context.Labs.Catalog.Problems, .. context.Labs.Catalog.CheckPrerequisites()] : [];
        var view = new ValidationView(context, labs.Count);
        if (!json)
            view.ShowCatalog(problems);
        var reports = await ValidateAsync(context, labs, options, json ? null : view, cancellationToken);
        if (json)
            await context.Screen.Out.WriteLineAsync(ValidationJson.Write(problems, reports));
        else
            view.ShowSummary(problems, reports);
        return problems.Count == 0 && reports.All(report => report.Passed) ? ExitCode.Done : ExitCode.NotPassed;
    }

    private static async Task<List<ValidationReport>> ValidateAsync(
        CommandContext context, IReadOnlyList<CatalogLab> labs, ValidationOptions options, ValidationView? view, CancellationToken cancellationToken)
    {
        var reports = new List<ValidationReport>();
        await using var runner = new Lazily<LabGrader>(() => context.OpenGrader());
        foreach (var entry in labs)
        {
            var report = entry.Read() switch
            {
                LabReading.Good good => await Busy.WhileAsync(context.Screen, context.Time, $"{entry.Id} ({reports.Count + 1} of {labs.Count})", say =>
                    runner.Value.ValidateAsync(good.Lab, options with { IsShipped = context.Paths.IsShipped(entry.Root) }, new Saying(say, reports.Count + 1, labs.Count), cancellationToken)),
                LabReading.Bad bad => new ValidationReport(entry.Id, [new ValidationStep("definition", $"{bad.Problems.Count} found", bad.Problems)], TimeSpan.Zero),
                _ => throw new InvalidOperationException("A reading is good or bad."),
            };
            reports.Add(report);
            view?.Show(report);
        }

        return reports;
    }

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

    private sealed class Saying(Action<string> say, int number, int count) : IProgress<ValidationProgress>
    {
        private const int BarLength = 16;

        public void Report(ValidationProgress value) =>
            say($"{(value.Count > 0 ? Bar(value) + " " : "")}{value.Lab} ({number} of {count}): {value.Step}{(value.Count > 0 ? $", {value.Done} of {value.Count}" : "")}");

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
