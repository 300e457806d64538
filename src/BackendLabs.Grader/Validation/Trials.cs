using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Validation;

/// <summary>Tries the lab's own texts: what must pass, what must fail, and that nothing depends on order or seed.</summary>
internal sealed class Trials(Lab lab, ProofRuns runs, IReadOnlyList<CheckDeclaration> checks, IReadOnlyList<long> seeds)
{
    private static readonly RunMode AsStudent = new RunMode.Normal();

    /// <summary>The step that solutions and wrong solutions are tried for; null for those of their own.</summary>
    public string? Step { get; init; }

    private LabText Reference => lab.Solutions.First(text => Path.GetFileNameWithoutExtension(text.Path) == "reference");

    private string Seeds => seeds.Count == 1 ? "1 seed" : $"{seeds.Count} seeds";

    /// <summary>How many runs a step takes; 0 for one that is not of these.</summary>
    public int CountOf(string step) => step switch
    {
        "solutions" => lab.Solutions.Count * seeds.Count,
        "starter" => 1,
        "wrong" => lab.WrongSolutions.Count * seeds.Count,
        "order" => Orders().Count,
        _ => 0,
    };

    public async Task<ValidationStep> SolutionsAsync(CancellationToken cancellationToken)
    {
        var tries = lab.Solutions.SelectMany(text => seeds.Select(seed => (text, seed)));
        var problems = await AllAsync(tries, t => SolutionAsync(t.text, t.seed, cancellationToken));
        return new ValidationStep("solutions", $"{lab.Solutions.Count} with {Seeds}", problems);
    }

    public async Task<ValidationStep> StarterAsync(CancellationToken cancellationToken)
    {
        var trial = await runs.RunAsync("starter", lab.Texts.Starter, seeds[0], order: null, AsStudent, cancellationToken);
        return new ValidationStep("starter", "fails without crashing", OfStarter(trial));
    }

    /// <summary>Of free code: the starter is no task, and runs to its end as it stands.</summary>
    public async Task<ValidationStep> FreeStarterAsync(CancellationToken cancellationToken)
    {
        var problems = await AllAsync(seeds, seed => SolutionAsync(lab.Texts.Starter, seed, cancellationToken));
        return new ValidationStep("starter", $"runs to its end with {Seeds}", problems);
    }

    public async Task<ValidationStep> WrongSolutionsAsync(CancellationToken cancellationToken)
    {
        var tries = lab.WrongSolutions.SelectMany(wrong => seeds.Select(seed => (wrong, seed)));
        var told = new RulesTold(lab);
        var problems = await AllAsync(tries, t => WrongAsync(t.wrong, t.seed, told, cancellationToken));
        if (problems.Count == 0)
            problems.AddRange(told.Untold());
        var unnamed = told.Unnamed(checks).ToList();
        return new ValidationStep("wrong solutions", $"{lab.WrongSolutions.Count} with {Seeds}", problems) { Warnings = unnamed.Count == 0 ? null : unnamed };
    }

    /// <summary>Each check must be failed by a wrong solution: one that nothing fails proves nothing.</summary>
    public ValidationStep Coverage()
    {
        var failed = lab.WrongSolutions.SelectMany(wrong => wrong.Fails).ToHashSet(StringComparer.Ordinal);
        var idle = checks.Where(check => !failed.Contains(check.Id)).ToList();
        return new ValidationStep("coverage", $"{checks.Count - idle.Count} of {checks.Count} checks are failed by a wrong solution",
            [.. idle.Select(check => Problem(lab.Texts.Checks, check.Line, $"No wrong solution fails the check \"{check.Id}\".", $"Add one to wrong/ that begins with: // fails: {check.Id}"))]);
    }

    public async Task<ValidationStep> OrderAsync(CancellationToken cancellationToken)
    {
        var orders = Orders();
        var problems = await AllAsync(orders, order => OrderAsync(order, cancellationToken));
        return new ValidationStep("order", $"{orders.Count} orders, each check alone among them", problems);
    }

    // Under load nothing counts that was known before.
    private Task<Trial> AsStudentAsync(string step, LabText text, long seed, CancellationToken cancellationToken) => Step is null
        ? runs.RunOrTakeAsync(step, text, seed, cancellationToken)
        : runs.RunAsync(step, text, seed, order: null, AsStudent, cancellationToken);

    private async Task<LabProblem?> SolutionAsync(LabText text, long seed, CancellationToken cancellationToken) =>
        await AsStudentAsync(Step ?? "solutions", text, seed, cancellationToken) switch
        {
            Trial.Judged { Checks: var results } => results.FirstOrDefault(r => r.Status is not CheckStatus.Passed) is { } failed
                ? failed.Status is CheckStatus.InfrastructureError broken ? runs.Causes.Once(failed.Id, broken, $"{text.Path} with seed {seed}") : Problem(text, null, $"This solution does not pass \"{failed.Id}\" with seed {seed}: {Say(failed.Status)}", "Mend the solution or the check.")
                : null,
            var other => Unable(text, other),
        };

    private List<LabProblem> OfStarter(Trial trial)
    {
        var starter = lab.Texts.Starter;
        if (trial is not Trial.Judged { Checks: var results })
            return [Unable(starter, trial)];
        var problems = results.Where(r => r.Status is not (CheckStatus.Passed or CheckStatus.Failed or CheckStatus.NotRun))
            .Select(r => r.Status is CheckStatus.InfrastructureError broken ? runs.Causes.Once(r.Id, broken, $"{starter.Path}") : Problem(starter, null, $"The starter does not fail \"{r.Id}\" in an ordinary way: {Say(r.Status)}", "Let it return an empty answer, so that the first run shows a failed check and no crash."))
            .OfType<LabProblem>()
            .ToList();
        if (results.All(r => r.Status is CheckStatus.Passed))
            problems.Add(Problem(starter, null, "The starter passes every check.", "Leave something for the student to do."));
        return problems;
    }

    private async Task<LabProblem?> WrongAsync(WrongSolution wrong, long seed, RulesTold told, CancellationToken cancellationToken)
    {
        var trial = await runs.RunAsync(Step ?? "wrong solutions", wrong.Text, seed, order: null, AsStudent, cancellationToken);
        if (trial is not Trial.Judged { Checks: var results })
            return Unable(wrong.Text, trial);

        if (results.FirstOrDefault(r => r.Status is CheckStatus.InfrastructureError) is { Status: CheckStatus.InfrastructureError broken } odd)
            return runs.Causes.Once(odd.Id, broken, $"{wrong.Text.Path} with seed {seed}");
        var failed = results.Where(r => r.Status is not (CheckStatus.Passed or CheckStatus.NotRun)).Select(r => r.Id).ToList();
        var missed = wrong.Fails.Except(failed).ToList();
        var extra = failed.Except(wrong.Fails).ToList();
        if (missed.Count == 0 && extra.Count == 0)
            return told.Take(wrong, results);
        var said = failed.Count == 0 ? "passes every check" : $"fails {string.Join(", ", failed)}";
        return Problem(wrong.Text, 1, $"With seed {seed} this wrong solution {said}, not {string.Join(", ", wrong.Fails)}.",
            failed.Count == 0 ? "Sharpen the check, or mend the wrong solution." : $"Write what it fails in the first line, // fails: {string.Join(", ", failed)}, or mend the check.");
    }

    private async Task<LabProblem?> OrderAsync(RunOptions options, CancellationToken cancellationToken) =>
        await runs.RunAsync("order", Reference, options, cancellationToken) switch
        {
            Trial.Judged { Checks: var results } => results.FirstOrDefault(r => r.Status is not CheckStatus.Passed) is { } failed ? OfOrder(failed, options) : null,
            var other => Unable(Reference, other),
        };

    private LabProblem? OfOrder(CheckResult failed, RunOptions options)
    {
        if (failed.Status is CheckStatus.InfrastructureError broken)
            return runs.Causes.Once(failed.Id, broken, $"{Reference.Path} in the order {string.Join(", ", options.Order!)}");
        var (manner, remedy) = options.ChecksAtOnce > 1
            ? (", two at once", "Let each check arrange for itself what it needs and measure no time, or write `limits: { oneAtATime: true }`.")
            : ("", "Let each check arrange for itself what it needs.");
        return Problem(
            lab.Texts.Checks, null,
            $"\"{failed.Id}\" passes in the lab's order but not in the order {string.Join(", ", options.Order!)}{manner}: {Say(failed.Status)}", remedy);
    }

    // Backwards, two shuffles that are always the same, one of them two checks at once as in practice, and each check alone.
    private List<RunOptions> Orders()
    {
        var ids = checks.Select(check => check.Id).ToArray();
        if (ids.Length < 2)
            return [Of(ids)];
        var random = new Random(Seed: 20_260_101);
        string[] Shuffled()
        {
            var order = ids.ToArray();
            random.Shuffle(order);
            return order;
        }

        return
        [
            Of([.. ids.Reverse()]), Of(Shuffled()), Of(Shuffled()) with { ChecksAtOnce = lab.Limits.OneAtATime ? 1 : 2 },
            .. ids.Select(id => Of([id])),
        ];

        RunOptions Of(IReadOnlyList<string> order) => new(seeds[0]) { Order = order, Mode = AsStudent };
    }

    private LabProblem Unable(LabText text, Trial trial) => trial switch
    {
        Trial.Uncompiled error => Problem(text, error.Line, error.Message, "Mend this line.") with { Column = error.Column },
        Trial.Broken broken => Problem(text, null, broken.Reason, "Run lab doctor, then validate again."),
        _ => throw new InvalidOperationException(trial.ToString()),
    };

    private LabProblem Problem(LabText text, int? line, string message, string suggestion) =>
        new($"{lab.Id}/{text.Path}", line, line is null ? null : 1, message, suggestion);

    private static string Say(CheckStatus status) => TrialWords.Of(status);

    private static async Task<List<LabProblem>> AllAsync<T>(IEnumerable<T> items, Func<T, Task<LabProblem?>> tryOne) =>
        [.. (await Task.WhenAll(items.Select(tryOne))).OfType<LabProblem>()];
}
