using BackendLabs.CompilerClient;
using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Validation;

/// <summary>Proves one lab: its solutions pass, and everything else fails for the reason that its author named.</summary>
internal sealed class LabProof(
    GraderParts parts, Lab lab, ValidationOptions options, IProgress<ValidationProgress>? progress, TimeProvider time)
{
    private readonly List<ValidationStep> _steps = [];
    private readonly Dictionary<string, string> _left = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<long> _seeds = ProofSeeds.Take(Math.Max(1, options.Seeds), options.FirstSeed);
    private readonly long _start = time.GetTimestamp();
    private MutationScore? _mutation;
    private bool _hasRun;

    /// <summary>Whether the files say enough to run anything.</summary>
    private bool IsWhole => options.Misread.Count == 0 || options.IsUnnoted;

    /// <summary>Whether what is wrong with <c>lab.yaml</c> would show again in what rests on it.</summary>
    private bool IsMisdefined => !IsWhole && options.Misread.Any(problem => problem.File == $"{lab.Id}/lab.yaml");

    public async Task<ValidationReport> RunAsync(CancellationToken cancellationToken)
    {
        if (options.Misread.Count > 0)
            _steps.Add(new ValidationStep("definition", options.IsUnnoted ? "the checks have changed" : $"{options.Misread.Count} found", options.Misread));
        _steps.Add(new ValidationStep("links", "of the lesson and after.md", LabLinks.Check(lab)));
        _steps.Add(new ValidationStep("texts", "no HTML in lessons, no type that nothing uses", LabTextFindings.Check(lab)));
        if (await DeclarationsAsync(cancellationToken) is not { } checks)
        {
            LeaveRest("the check script cannot be used");
            if (!IsMisdefined)
                _steps.Add(await AnswersAsync(cancellationToken));
            return Report();
        }

        if (!IsMisdefined && !lab.IsFree)
            AddRules(checks);
        if (!IsWhole)
        {
            LeaveRest("the files have mistakes");
            if (!IsMisdefined)
                _steps.Add(await AnswersAsync(cancellationToken));
            return Report();
        }

        _hasRun = true;
        var runs = new ProofRuns(parts, lab, progress);
        if (lab.IsFree)
            await ProveFreeAsync(runs, checks, cancellationToken);
        else
            await ProveAsync(runs, checks, cancellationToken);
        return Report();
    }

    /// <returns>Null where the script, or the seed, cannot be used.</returns>
    private async Task<IReadOnlyList<CheckDeclaration>?> DeclarationsAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<LabProblem> found = [];
        IReadOnlyList<LabProblem>? warnings = null;
        try
        {
            (found, warnings) = await parts.LookAtChecksAsync(lab, cancellationToken);
            var checks = await (await parts.PoolAsync(lab, cancellationToken)).DeclarationsAsync(cancellationToken);
            _steps.Add(new ValidationStep(
                "checks", $"{checks.Count} checks, {checks.Sum(c => c.Points)} points",
                [.. found, .. LabChecks.Compare(lab, [.. checks.Select(c => c.Id)]), .. HintOrder.Check(lab)])
            {
                Warnings = OrNull(warnings),
            });
            return checks;
        }
        catch (LabUnusableException error)
        {
            _steps.Add(new ValidationStep("checks", "the check script cannot be used", [.. found, .. error.Problems]) { Warnings = OrNull(warnings) });
            return null;
        }
    }

    private void AddRules(IReadOnlyList<CheckDeclaration> checks)
    {
        var found = LabRules.Compare(lab, [.. checks.Select(check => (check.Id, check.Line))], options.IsShipped);
        var detail = lab.Rules is { } rules ? $"{rules.Count} of the lesson, each broken by a wrong solution" : "none are stated";
        _steps.Add(new ValidationStep("rules", detail, found.Problems) { Warnings = OrNull(found.Warnings) });
    }

    // What cannot be run can still be compiled: its author reads all mistakes at once.
    private async Task<ValidationStep> AnswersAsync(CancellationToken cancellationToken)
    {
        LabText[] answers = [lab.Texts.Starter, .. lab.Solutions.Where(text => text.Path != lab.Texts.Starter.Path), .. lab.WrongSolutions.Select(wrong => wrong.Text)];
        var problems = new List<LabProblem>();
        foreach (var answer in answers)
        {
            if ((await parts.ErrorsInAsync(lab, answer, cancellationToken)) is [var first, ..])
                problems.Add(new LabProblem($"{lab.Id}/{answer.Path}", first.Line, first.Column, first.Message, first.Hint ?? "Mend this line."));
        }

        return new ValidationStep("answers", $"{answers.Length - problems.Count} of {answers.Length} compile; none was run", problems);
    }

    // Checks that expect nothing cannot tell an answer from a cheat, a wrong one or a mutant, and are not asked to.
    private async Task ProveFreeAsync(ProofRuns runs, IReadOnlyList<CheckDeclaration> checks, CancellationToken cancellationToken)
    {
        var trials = new Trials(lab, runs, checks, _seeds);
        runs.Expect(trials.CountOf("solutions"));
        _steps.Add(await trials.FreeStarterAsync(cancellationToken));
        _steps.Add(new ValidationStep("free code", "nothing is expected, so there is no rule to be broken, and no wrong answer, probe or mutant to be noticed", []));
    }

    private async Task ProveAsync(ProofRuns runs, IReadOnlyList<CheckDeclaration> checks, CancellationToken cancellationToken)
    {
        LeaveUnasked();
        var rehearsal = new Rehearsal(parts, lab, runs, checks, _seeds);
        // Mutants alone need no answer that passes: what they break is told at its place too.
        var isRehearsed = ValidationOptions.Steps.Any(step => step != "mutants" && options.Has(step));
        if (isRehearsed && await rehearsal.RunAsync(cancellationToken) is { Count: > 0 } broken)
        {
            AddToChecks(broken);
            LeaveRest("what the checks themselves break would show in every run");
            return;
        }

        if ((options.Has("solutions") || options.Has("probes")) && await rehearsal.CompareSeedsAsync(cancellationToken) is { } constant)
            AddToChecks([constant]);
        var trials = new Trials(lab, runs, checks, _seeds);
        var probes = new Probes(lab, runs, _seeds[0], rehearsal.IsConstant);
        var load = new LoadTrials(lab, new Trials(lab, runs, checks, [_seeds[0]]) { Step = LoadTrials.Name }, options.Load);
        runs.Expect((options.UnderLoad ? load.Count : 0) + ValidationOptions.Steps.Where(options.Has).Sum(trials.CountOf) + (options.Has("probes") ? probes.Count : 0));

        await TryAsync("solutions", () => trials.SolutionsAsync(cancellationToken));
        // Without an answer that passes, most of the rest says nothing about the lab.
        var isSolved = _steps.All(step => step.Name != "solutions" || step.Problems.Count == 0);
        await TryAsync("starter", () => trials.StarterAsync(cancellationToken));
        await TryAsync("wrong", () => trials.WrongSolutionsAsync(cancellationToken));
        _steps.Add(trials.Coverage());
        if (!isSolved)
        {
            LeaveRest("a solution does not pass", "order", "probes", "mutants");
            return;
        }

        await TryAsync("order", () => trials.OrderAsync(cancellationToken));
        await TryAsync("probes", () => probes.RunAsync(cancellationToken));
        if (options.UnderLoad)
            _steps.Add(await load.RunAsync(cancellationToken));
        if (options.Mutants && options.Has("mutants"))
        {
            (var mutants, _mutation) = await new MutationTrials(parts, lab, runs, ProofSeeds.OfMutants).RunAsync(cancellationToken);
            _steps.Add(mutants);
        }
    }

    private async Task TryAsync(string step, Func<Task<ValidationStep>> run)
    {
        if (options.Has(step))
            _steps.Add(await run());
    }

    private void AddToChecks(IReadOnlyList<LabProblem> problems)
    {
        var at = _steps.FindIndex(step => step.Name == "checks");
        _steps[at] = _steps[at] with { Problems = [.. _steps[at].Problems, .. problems] };
    }

    private void LeaveUnasked()
    {
        foreach (var step in ValidationOptions.Steps.Where(step => !options.Has(step)))
            _left[step] = $"--only {string.Join(',', options.Only)}";
        if (!options.Mutants)
            _left.TryAdd("mutants", "--no-mutants");
    }

    private void LeaveRest(string because, params string[] steps)
    {
        foreach (var step in steps is [] ? ValidationOptions.Steps : steps)
            _left.TryAdd(step, because);
    }

    private static IReadOnlyList<LabProblem>? OrNull(IReadOnlyList<LabProblem>? warnings) => warnings is { Count: > 0 } ? warnings : null;

    private ValidationReport Report() => new(lab.Id, _steps, time.GetElapsedTime(_start))
    {
        Mutation = _mutation,
        Seeds = _hasRun ? _seeds : [],
        NotProved = [.. ValidationOptions.Steps.Where(_left.ContainsKey).Select(step => new UnprovedStep(step, _left[step]))],
    };
}
