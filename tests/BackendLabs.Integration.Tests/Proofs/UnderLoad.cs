using BackendLabs.Grader;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Proofs;

/// <summary>A lab whose verdicts depend on how busy the machine is, is no fair one.</summary>
[NonParallelizable]
internal sealed class UnderLoad : LiveRunner
{
    protected override bool IsAlone => true;

    private static readonly SmallLab Sound = new()
    {
        Limits = "{ wall: 60s, memory: 256MB, output: 16KB }",
        Wrong = new Dictionary<string, (string, string)> { ["adds"] = ("doubles", "int Twice(int number) => number + 2;") },
    };

    [Test]
    public async Task A_sound_lab_agrees_with_every_core_busy()
    {
        var seen = new Steps();
        var report = await Runner.ValidateAsync(Sound.Read(), Loaded(), seen, CancellationToken.None);

        Assert.That(report.Passed, Is.True, () => Words.Of(report));
        Assert.That(report.Steps.Single(step => step.Name == "under load").Detail, Is.EqualTo($"1 solutions and 1 wrong ones, {Environment.ProcessorCount} cores busy"));
        Assert.That(seen.All.Where(step => step.Step == "under load").Select(step => step.Done).Max(), Is.EqualTo(seen.All[^1].Count), "The bar reaches its end.");
    }

    /// <summary>The load is one that reaches the limit on any machine: a process that is stopped gets no processor at all.</summary>
    [Test]
    public async Task A_lab_that_comes_out_otherwise_is_refused_and_answer_and_check_are_named()
    {
        var lab = Sound with
        {
            Limits = "{ wall: 3s, memory: 256MB, output: 16KB }",
            Reference = """
                int Twice(int number)
                {
                    Thread.CurrentThread.Name = "starve-me";
                    Thread.Sleep(500);
                    return number * 2;
                }
                """,
        };

        var report = await Runner.ValidateAsync(
            lab.Read(), Loaded() with { Load = () => new Starvation(Runner, "starve-me") }, progress: null, CancellationToken.None);

        Assert.That(report.Steps.Where(step => step.Problems.Count > 0).Select(step => step.Name), Is.EqualTo(new[] { "under load" }), () => Words.Of(report));
        var problem = report.Steps.SelectMany(step => step.Problems).Single();
        Assert.That(problem.File, Is.EqualTo("tests/small/solutions/reference.csx"));
        Assert.That(problem.Message, Does.StartWith("With every core busy it comes out otherwise. This solution does not pass \"doubles\" with seed 1000003"));
        Assert.That(problem.Suggestion, Does.Contain("elapsed time"));
    }

    private static ValidationOptions Loaded() => new(Seeds: 1, Mutants: false) { Only = ["solutions", "wrong"], UnderLoad = true };

    private sealed class Steps : IProgress<ValidationProgress>
    {
        public List<ValidationProgress> All { get; } = [];

        public void Report(ValidationProgress value)
        {
            lock (All)
                All.Add(value);
        }
    }

    private static class Words
    {
        public static string Of(ValidationReport report) => string.Join('\n', report.Steps.SelectMany(step => step.Problems.Select(problem => $"{step.Name}: {problem.Message}")));
    }
}
