using BackendLabs.Runner;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Proofs;

/// <summary>A lab whose verdicts depend on how busy the machine is, is no fair one.</summary>
internal sealed class UnderLoad : LiveRunner
{
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

    /// <summary>A clock would make this test itself depend on the machine. The kernel's count of what wants to run is what slows down anything that measures time.</summary>
    [Test]
    public async Task A_lab_that_depends_on_an_idle_machine_is_refused_and_the_answer_and_check_are_named()
    {
        var lab = new SmallLab
        {
            Limits = Sound.Limits,
            Entries = ["int Waiting()"],
            Checks = """
                Check("alone", points: 1, "has the machine for itself", async () =>
                    Expect(await Snippet.CallAsync<int>("Waiting"), Is.LessThan(8), "As many for each core."));
                """,
            Reference = """
                int Waiting()
                {
                    var least = int.MaxValue;
                    for (var look = 0; look < 300; look++)
                    {
                        var lines = System.IO.File.ReadAllLines("/proc/stat");
                        var running = int.Parse(lines.First(line => line.StartsWith("procs_running ")).Split(' ')[1]);
                        least = Math.Min(least, running / (lines.Count(line => line.StartsWith("cpu")) - 1));
                    }
                    return least;
                }
                """,
            Starter = "int Waiting() => 99;",
            Wrong = new Dictionary<string, (string, string)> { ["too-many"] = ("alone", "int Waiting() => 100;") },
        }.Read();

        var report = await Runner.ValidateAsync(lab, Loaded() with { ThreadsPerCore = 10 }, progress: null, CancellationToken.None);

        var problem = report.Steps.SelectMany(step => step.Problems).Single();
        Assert.That(report.Steps.Single(step => step.Problems.Count > 0).Name, Is.EqualTo("under load"));
        Assert.That(problem.File, Is.EqualTo("tests/small/solutions/reference.csx"));
        Assert.That(problem.Message, Does.StartWith("With every core busy it comes out otherwise. This solution does not pass \"alone\""));
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
