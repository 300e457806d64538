using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Validation;

/// <summary>Tries the reference with one small wrong after the other: each must be noticed by a check, or be waived with a reason.</summary>
internal sealed class MutationTrials(GraderParts parts, Lab lab, ProofRuns runs, long seed)
{
    private const string Name = "mutants";

    private LabText Reference => lab.Solutions.First(text => Path.GetFileNameWithoutExtension(text.Path) == "reference");

    public async Task<(ValidationStep Step, MutationScore? Score)> RunAsync(CancellationToken cancellationToken)
    {
        MutantSet set;
        try
        {
            set = await parts.FindMutantsAsync(lab, Reference, cancellationToken);
        }
        catch (InfrastructureException error)
        {
            return (new ValidationStep(Name, "none could be derived", [new LabProblem($"{lab.Id}/{Reference.Path}", null, null, error.Message, error.Remedy)]), null);
        }

        var known = KnownMutants.Read(parts.Cache, lab, seed);
        var cached = set.Mutants.Count(known.Has);
        IReadOnlyList<Tried> tried;
        try
        {
            runs.Expect(set.Mutants.Count - cached);
            tried = await Task.WhenAll(set.Mutants.Select(mutant => TryAsync(mutant, known, cancellationToken)));
        }
        finally
        {
            known.Keep();
        }

        return Report(set, tried, cached);
    }

    private async Task<Tried> TryAsync(Mutant mutant, KnownMutants known, CancellationToken cancellationToken)
    {
        if (known.Find(mutant) is { } before)
            return new Tried(mutant, before, Broken: null);
        switch (await runs.RunAsync(Name, mutant, seed, cancellationToken))
        {
            case Trial.Judged { Checks: var results } when results.FirstOrDefault(result => result.Status is CheckStatus.InfrastructureError) is { } broken:
                return new Tried(mutant, IsKilled: false, runs.Causes.Once(broken.Id, (CheckStatus.InfrastructureError)broken.Status, $"this mutant of {Reference.Path}, {mutant.Id}") is { } cause ? cause with { Diff = mutant.Diff } : null) { IsBroken = true };
            case Trial.Judged { Checks: var results }:
                var isKilled = results.Any(result => result.Status is not CheckStatus.Passed);
                known.Add(mutant, isKilled);
                return new Tried(mutant, isKilled, Broken: null);
            case Trial.Broken broken:
                return new Tried(mutant, IsKilled: false, Problem(mutant, broken.Reason, "Run lab doctor, then validate again.") with { Diff = mutant.Diff }) { IsBroken = true };
            case var other:
                throw new InvalidOperationException(other.ToString());
        }
    }

    private (ValidationStep Step, MutationScore Score) Report(MutantSet set, IReadOnlyList<Tried> tried, int cached)
    {
        var unnoticed = tried.Where(one => !one.IsKilled && !one.IsBroken).Select(one => one.Mutant).ToList();
        var survivors = unnoticed.Where(mutant => !lab.Waivers.Any(waiver => Mutant.IsSame(waiver.Mutant, mutant.Id))).ToList();
        var score = new MutationScore(
            set.Mutants.Count, tried.Count(one => one.IsKilled), unnoticed.Count - survivors.Count, set.Uncompiled, cached,
            [.. survivors.Select(mutant => new Survivor(mutant.Id, mutant.Kind, mutant.Line, mutant.Description, mutant.Diff))]);
        var idle = lab.Waivers.Where(waiver => !unnoticed.Exists(mutant => Mutant.IsSame(waiver.Mutant, mutant.Id))).ToLookup(waiver => set.Mutants.Any(mutant => Mutant.IsSame(waiver.Mutant, mutant.Id)));
        // Of one that is derived no more nothing is hidden: what is derived changes with the program.
        IReadOnlyList<LabProblem> outdated = [.. idle[false].Select(OfOutdated)];
        var step = new ValidationStep(Name, MutationWords.Of(score), [.. tried.Select(one => one.Broken).OfType<LabProblem>(), .. survivors.Select(OfSurvivor), .. idle[true].Select(OfIdle)]);
        return (step with { Warnings = outdated.Count == 0 ? null : outdated }, score);
    }

    private LabProblem OfSurvivor(Mutant mutant) =>
        Problem(mutant, $"No check notices this mutant, {mutant.Id}. {mutant.Description}",
            $"Sharpen a check. Where nobody could tell the two apart, waive it in lab.yaml: `waivers: [{{ mutant: \"{mutant.Id}\", reason: \"...\" }}]`.") with
        { Diff = mutant.Diff };

    private LabProblem OfIdle(LabWaiver waiver) =>
        new($"{lab.Id}/lab.yaml", waiver.Line, 1, $"The waiver of {waiver.Mutant} is not needed: a check notices that mutant.", "Remove the waiver.");

    private LabProblem OfOutdated(LabWaiver waiver) =>
        new($"{lab.Id}/lab.yaml", waiver.Line, 1, $"The waiver of {waiver.Mutant} matches no mutant of the reference.", "Remove the waiver.");

    private LabProblem Problem(Mutant mutant, string message, string suggestion) =>
        new($"{lab.Id}/{Reference.Path}", mutant.Line, 1, message, suggestion);

    /// <param name="Broken">Null where the same was told of another.</param>
    private sealed record Tried(Mutant Mutant, bool IsKilled, LabProblem? Broken)
    {
        public bool IsBroken { get; init; }
    }
}
