using BackendLabs.Contract;
using BackendLabs.Grader.Services;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Validation;

/// <summary>
/// Cheats that any lab must give nothing for: empty bodies, answers from another run, and work done beside the real
/// service. A check that one of them passes proves nothing about what it says.
/// </summary>
internal sealed class Probes(Lab lab, ProofRuns runs, long seed, bool isConstant = false)
{
    private readonly string[] _kinds = [.. lab.Services.Values.Select(service => service.Kind).Distinct(StringComparer.Ordinal)];

    /// <summary>What a process can keep in its own memory in place of the service: not containers, and not another's answers.</summary>
    private readonly string[] _keeping = [.. ServiceHomes.Of(lab).Where(home => home.IsProbedForMemory).Select(home => home.Kind)];

    private LabText Reference => lab.Solutions.First(text => Path.GetFileNameWithoutExtension(text.Path) == "reference");

    public int Count => 2 + (isConstant ? 0 : 2) + (_kinds.Length == 0 ? 0 : 1) + (_kinds.Length > 1 ? _kinds.Length : 0) + _keeping.Length;

    public async Task<ValidationStep> RunAsync(CancellationToken cancellationToken)
    {
        var problems = new List<LabProblem>();
        problems.AddRange(await EmptyAsync("returns nothing", EmptyBodies.Default(lab), cancellationToken));
        problems.AddRange(await EmptyAsync("returns empty values", EmptyBodies.Values(lab), cancellationToken));
        var tried = "empty bodies";
        // Where each seed gives the same, another seed's answers are the right ones: that has been told.
        if (!isConstant)
        {
            tried += ", replayed answers";
            problems.AddRange(await ReplayedAsync(cancellationToken));
        }

        if (_kinds.Length > 0)
        {
            tried += ", untouched service";
            problems.AddRange(await UntouchedAsync(cancellationToken));
        }

        if (_keeping.Length > 0)
        {
            tried += ", memory of its own";
            foreach (var kind in _keeping)
                problems.AddRange(await OwnMemoryAsync(kind, cancellationToken));
        }

        return new ValidationStep("probes", tried, problems);
    }

    private async Task<IEnumerable<LabProblem>> EmptyAsync(string what, LabText text, CancellationToken cancellationToken) =>
        OfCheat(await runs.RunAsync("probes", text, seed, order: null, new RunMode.Normal(), cancellationToken),
            $"a snippet whose entries do nothing ({what})");

    private async Task<IEnumerable<LabProblem>> ReplayedAsync(CancellationToken cancellationToken)
    {
        var recorded = await runs.RunAsync("probes", Reference, ProofSeeds.Other, order: null, new RunMode.Normal(RecordAnswers: true), cancellationToken);
        if (recorded is not Trial.Judged { Answers: { } answers })
            return OfCheat(recorded, "the reference");
        return OfCheat(await runs.RunAsync("probes", Reference, seed, order: null, new RunMode.Replay(answers), cancellationToken),
            "the reference's answers to another seed, replayed");
    }

    private async Task<IEnumerable<LabProblem>> UntouchedAsync(CancellationToken cancellationToken)
    {
        var problems = OfCheat(await DecoyAsync(_kinds, cancellationToken), "the reference at work on a copy, the real services untouched,").ToList();
        if (_kinds.Length == 1)
            return problems;

        // With several services, each alone must matter to some check.
        foreach (var kind in _kinds)
        {
            if (await DecoyAsync([kind], cancellationToken) is Trial.Judged { Checks: var results } && results.All(r => r.Status is CheckStatus.Passed))
                problems.Add(Problem($"Every check passes though the snippet never touched the real {kind}.", $"Add a check that looks into {kind} from outside, or leave the service out of lab.yaml."));
        }

        return problems;
    }

    private async Task<IEnumerable<LabProblem>> OwnMemoryAsync(string kind, CancellationToken cancellationToken) =>
        OfCheat(await runs.RunAsync("probes", Reference, seed, order: null, new RunMode.OwnMemory(kind), cancellationToken),
            $"an answer that keeps in its own memory what belongs into {kind}",
            $"Between writing and reading, restart the process or ask a second one (Snippet.RestartAsync, Snippet.ClientsAsync), or look into {kind} from outside.");

    private Task<Trial> DecoyAsync(IReadOnlyList<string> kinds, CancellationToken cancellationToken) =>
        runs.RunAsync("probes", Reference, seed, order: null, new RunMode.Decoy(kinds, ProofSeeds.Other), cancellationToken);

    private IEnumerable<LabProblem> OfCheat(
        Trial trial,
        string cheat,
        string advice = "Let it depend on values drawn from the seed, and on what changes in the world during the check.") => trial switch
        {
            Trial.Judged { Checks: var results } => results.Where(r => r.Status is CheckStatus.Passed or CheckStatus.InfrastructureError)
                .Select(r => r.Status is CheckStatus.InfrastructureError broken
                    ? runs.Causes.Once(r.Id, broken, cheat)
                    : Problem($"The check \"{r.Id}\" gives {r.Max} {(r.Max == 1 ? "point" : "points")} to {cheat}.", advice))
                .OfType<LabProblem>(),
            Trial.Uncompiled error => [Problem($"The probe \"{cheat}\" did not compile: {error.Message}", "Look at the signatures in lab.yaml.")],
            Trial.Broken broken => [Problem(broken.Reason, "Run lab doctor, then validate again.")],
            _ => throw new InvalidOperationException(trial.ToString()),
        };

    private LabProblem Problem(string message, string suggestion) =>
        new($"{lab.Id}/{lab.Texts.Checks.Path}", Line: null, Column: null, message, suggestion);
}
