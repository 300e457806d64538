using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Validation;

/// <summary>
/// Runs the reference before anything else, to find what would show in every run: a seed that a server refuses, a check
/// that throws, a limit below what the reference needs, an arrangement that is the same for each seed.
/// </summary>
internal sealed class Rehearsal(GraderParts parts, Lab lab, ProofRuns runs, IReadOnlyList<CheckDeclaration> checks, IReadOnlyList<long> seeds)
{
    /// <summary>The largest that <c>lab.yaml</c> may give; a reference that needs more never ends.</summary>
    private static readonly LabLimits Roomy = new(TimeSpan.FromSeconds(60), 2L * 1024 * 1024 * 1024, 1024 * 1024);

    private LabText Reference => lab.Solutions.First(text => Path.GetFileNameWithoutExtension(text.Path) == "reference");

    /// <summary>Whether Given draws the same for each seed, which has been told then.</summary>
    public bool IsConstant { get; private set; }

    /// <returns>Problems that make all further runs say the same; empty where the proof can go on.</returns>
    public async Task<IReadOnlyList<LabProblem>> RunAsync(CancellationToken cancellationToken)
    {
        var trial = await TryAsync(seeds[0], cancellationToken);
        // What does not compile is a mistake of the answer, and has its place among the solutions.
        if (trial is Trial.Broken lost)
            return [new LabProblem($"{lab.Id}/{lab.Texts.Checks.Path}", null, null, lost.Reason, "Run lab doctor, then validate again.")];
        if (trial is not Trial.Judged judged)
            return [];
        List<LabProblem> found = [.. Broken(judged)];
        if (judged.Checks.FirstOrDefault(check => IsLimit(check.Status)) is { } limited)
            found.AddRange(await OfLimitAsync(limited, cancellationToken));
        return found;
    }

    /// <summary>Compares what Given drew for two seeds.</summary>
    public async Task<LabProblem?> CompareSeedsAsync(CancellationToken cancellationToken)
    {
        if (await TryAsync(seeds[0], cancellationToken) is not Trial.Judged { Drawn.Count: > 0 } one
            || await TryAsync(seeds.Count > 1 ? seeds[1] : ProofSeeds.Other, cancellationToken) is not Trial.Judged { Drawn.Count: > 0 } other
            || one.Drawn.Any(drawn => other.Drawn.GetValueOrDefault(drawn.Key) != drawn.Value))
            return null;
        IsConstant = true;
        var nothing = one.Drawn.Values.All(drawn => drawn.Length == 0);
        return new LabProblem(
            $"{lab.Id}/{lab.Texts.Checks.Path}", LineOfGiven(), 1,
            nothing ? "Given draws nothing from the seed, so every run has the same rows, keys and values." : "Given draws the same for each seed.",
            nothing
                ? "Draw what the answer depends on: `Given(seed => price = seed.Int(100, 9_000));`. Who knows one run's values must not know the next one's."
                : "Give the draws room: `seed.Int(5, 5)` is always 5, `seed.Int(100, 9_000)` hardly ever twice the same.");
    }

    private Task<Trial> TryAsync(long seed, CancellationToken cancellationToken) =>
        runs.RunKeptAsync("rehearsal", Reference, seed, cancellationToken);

    private IEnumerable<LabProblem> Broken(Trial.Judged judged) => judged.Checks
        .Where(check => check.Status is CheckStatus.InfrastructureError { IsLate: false })
        .Select(check => runs.Causes.Once(check.Id, (CheckStatus.InfrastructureError)check.Status, $"{Reference.Path} with seed {seeds[0]}"))
        .OfType<LabProblem>();

    private static bool IsLimit(CheckStatus status) =>
        status is CheckStatus.TimeLimit or CheckStatus.MemoryLimit or CheckStatus.OutputLimit or CheckStatus.InfrastructureError { IsLate: true };

    // With all the room that there is: does it pass then, the limit is too small, and else the reference never ends.
    private async Task<IEnumerable<LabProblem>> OfLimitAsync(CheckResult limited, CancellationToken cancellationToken)
    {
        var roomy = lab with { Limits = Roomy with { OneAtATime = lab.Limits.OneAtATime }, Digest = lab.Digest + " with room" };
        var trial = await new ProofRuns(parts, roomy, progress: null).RunAsync("rehearsal", Reference, new RunOptions(seeds[0]), cancellationToken);
        if (trial is not Trial.Judged judged || judged.Checks.FirstOrDefault(check => check.Id == limited.Id) is not { } again)
            return [];
        if (IsLimit(again.Status))
            return limited.Status is CheckStatus.InfrastructureError late && runs.Causes.Once(limited.Id, late, $"{Reference.Path} with seed {seeds[0]}") is { } problem ? [problem] : [];
        // It fits the second time: the machine was busy, which is no mistake of the lab's.
        if (again.Elapsed < lab.Limits.Wall && limited.Status is CheckStatus.TimeLimit or CheckStatus.InfrastructureError)
            return [];
        var (name, has, needs) = limited.Status switch
        {
            CheckStatus.MemoryLimit limit => ("memory", $"{limit.LimitBytes / (1024 * 1024)}MB", "twice as much"),
            CheckStatus.OutputLimit limit => ("output", $"{limit.LimitBytes / 1024}KB", "what it prints"),
            _ => ("wall", Seconds(lab.Limits.Wall), $"the {Seconds(again.Elapsed)} that the reference took here, several times over"),
        };
        var written = lab.LimitPlaces.TryGetValue(name, out var place);
        return [new LabProblem(
            $"{lab.Id}/lab.yaml", written ? place.Line : null, written ? place.Column : null,
            $"`limits.{name}` is too small: the reference needs more than {has}{(written ? "" : " (the default)")} for the check \"{limited.Id}\" ({Title(limited.Id)}).",
            name is "wall"
                ? $"Give it {needs}: `limits: {{ wall: {Math.Clamp((int)Math.Ceiling(again.Elapsed.TotalSeconds * 5), 2, 60)}s }}`."
                : $"Raise `limits: {{ {name}: … }}` to {needs}.")];
    }

    private string Title(string check) => checks.FirstOrDefault(one => one.Id == check)?.Title ?? check;

    private static string Seconds(TimeSpan time) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(time.TotalSeconds < 1 ? $"{time.TotalMilliseconds:0} ms" : $"{time.TotalSeconds:0.#} s")}");

    private int? LineOfGiven()
    {
        var lines = lab.Texts.Checks.Text.Split('\n');
        var at = Array.FindIndex(lines, line => line.TrimStart().StartsWith("Given(", StringComparison.Ordinal));
        return at < 0 ? null : at + 1;
    }
}
