using BackendLabs.CompilerClient;
using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Validation;

/// <summary>Proves one lab: its solutions pass, and everything else fails for the reason that its author named.</summary>
internal sealed class LabProof(
    GraderParts parts, Lab lab, ValidationOptions options, IProgress<ValidationProgress>? progress, TimeProvider time)
{
    private readonly List<ValidationStep> _steps = [];
    private readonly long _start = time.GetTimestamp();
    private MutationScore? _mutation;

    public async Task<ValidationReport> RunAsync(CancellationToken cancellationToken)
    {
        _steps.Add(new ValidationStep("links", "of the lesson and after.md", LabLinks.Check(lab)));
        IReadOnlyList<CheckDeclaration> checks;
        try
        {
            checks = await (await parts.PoolAsync(lab, cancellationToken)).DeclarationsAsync(cancellationToken);
        }
        catch (LabUnusableException error)
        {
            _steps.Add(new ValidationStep("checks", "the check script cannot be used", error.Problems));
            return Report();
        }

        _steps.Add(new ValidationStep("checks", $"{checks.Count} checks, {checks.Sum(c => c.Points)} points", [.. LabChecks.Compare(lab, [.. checks.Select(c => c.Id)]), .. HintOrder.Check(lab)]));
        if (lab.IsFree)
        {
            await ProveFreeAsync(new ProofRuns(parts, lab, progress), checks, cancellationToken);
            return Report();
        }

        AddRules(checks);
        await ProveAsync(new ProofRuns(parts, lab, progress), checks, cancellationToken);
        return Report();
    }

    private void AddRules(IReadOnlyList<CheckDeclaration> checks)
    {
        var found = LabRules.Compare(lab, [.. checks.Select(check => (check.Id, check.Line))], LabRules.AreRequired && options.IsShipped);
        var detail = lab.Rules is { } rules ? $"{rules.Count} of the lesson, each broken by a wrong solution" : "none are stated";
        _steps.Add(new ValidationStep("rules", detail, found.Problems) { Warnings = found.Warnings.Count == 0 ? null : found.Warnings });
    }

    // Checks that expect nothing cannot tell an answer from a cheat, a wrong one or a mutant, and are not asked to.
    private async Task ProveFreeAsync(ProofRuns runs, IReadOnlyList<CheckDeclaration> checks, CancellationToken cancellationToken)
    {
        var trials = new Trials(lab, runs, checks, ProofSeeds.Take(Math.Max(1, options.Seeds)));
        runs.Expect(trials.CountOf("solutions"));
        _steps.Add(await trials.FreeStarterAsync(cancellationToken));
        _steps.Add(new ValidationStep("free code", "nothing is expected, so there is no rule to be broken, and no wrong answer, probe or mutant to be noticed", []));
    }

    private async Task ProveAsync(ProofRuns runs, IReadOnlyList<CheckDeclaration> checks, CancellationToken cancellationToken)
    {
        var seeds = ProofSeeds.Take(Math.Max(1, options.Seeds));
        var trials = new Trials(lab, runs, checks, seeds);
        var probes = new Probes(lab, runs, seeds[0]);
        var load = new LoadTrials(lab, new Trials(lab, runs, checks, [seeds[0]]) { Step = LoadTrials.Name }, options.Load);
        runs.Expect((options.UnderLoad ? load.Count : 0) + ValidationOptions.Steps.Where(options.Has).Sum(trials.CountOf) + (options.Has("probes") ? probes.Count : 0));

        await TryAsync("solutions", () => trials.SolutionsAsync(cancellationToken));
        // Without an answer that passes, most of the rest says nothing about the lab.
        var isSolved = _steps.All(step => step.Name != "solutions" || step.Problems.Count == 0);
        await TryAsync("starter", () => trials.StarterAsync(cancellationToken));
        await TryAsync("wrong", () => trials.WrongSolutionsAsync(cancellationToken));
        _steps.Add(trials.Coverage());
        if (!isSolved)
            return;
        await TryAsync("order", () => trials.OrderAsync(cancellationToken));
        await TryAsync("probes", () => probes.RunAsync(cancellationToken));
        if (options.UnderLoad)
            _steps.Add(await load.RunAsync(cancellationToken));
        if (options.Mutants && options.Has("mutants"))
        {
            (var mutants, _mutation) = await new MutationTrials(parts, lab, runs, seeds[0]).RunAsync(cancellationToken);
            _steps.Add(mutants);
        }
    }

    private async Task TryAsync(string step, Func<Task<ValidationStep>> run)
    {
        if (options.Has(step))
            _steps.Add(await run());
    }

    private ValidationReport Report() => new(lab.Id, _steps, time.GetElapsedTime(_start)) { Mutation = _mutation };
}
