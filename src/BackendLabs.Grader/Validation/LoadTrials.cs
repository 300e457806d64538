using BackendLabs.Labs;

namespace BackendLabs.Grader.Validation;

/// <summary>Tries the lab's answers once more while every core is busy: a verdict may not depend on how fast the machine is.</summary>
/// <param name="trials">With one seed: it is the machine that is tried here.</param>
/// <param name="busy">Keeps the machine busy until it is disposed.</param>
internal sealed class LoadTrials(Lab lab, Trials trials, Func<IAsyncDisposable> busy)
{
    public const string Name = "under load";

    public int Count => trials.CountOf("solutions") + trials.CountOf("wrong");

    public async Task<ValidationStep> RunAsync(CancellationToken cancellationToken)
    {
        await using var load = busy();
        var solutions = await trials.SolutionsAsync(cancellationToken);
        var wrong = await trials.WrongSolutionsAsync(cancellationToken);
        return new ValidationStep(
            Name,
            $"{lab.Solutions.Count} solutions and {lab.WrongSolutions.Count} wrong ones, {Environment.ProcessorCount} cores busy",
            [.. solutions.Problems.Concat(wrong.Problems).Select(OfLoad)]);
    }

    private static LabProblem OfLoad(LabProblem problem) => problem with
    {
        Message = "With every core busy it comes out otherwise. " + problem.Message,
        Suggestion = "Let no check rest on elapsed time: move the clock on with Clock.Advance, hold operations instead of waiting for them, and give limits of several times what the reference needs.",
    };
}
