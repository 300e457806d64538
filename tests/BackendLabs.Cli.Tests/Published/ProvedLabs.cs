using System.Text.Json;

using BackendLabs.Cli.Machine;

namespace BackendLabs.Cli.Tests.Published;

/// <summary>The labs that we ship, as their authors prove them.</summary>
[Parallelizable]
internal sealed class ProvedLabs
{
    /// <summary>Whose wrong answers wait for time-outs, containers and each other: minutes together, and so read where all is asked for.</summary>
    internal static readonly string[] Slow =
        ["caching/stampede", "caching/redis-is-down", "caching/invalidate-on-write", "databases/busy-retry", "databases/atomic-transfer", "databases/dialects-differ", "databases/isolation-levels", "deployment/run-a-container"];

    private PublishedLab _lab = null!;

    internal static bool IsFull => Environment.GetEnvironmentVariable("BACKENDLABS_FULL") == "1";

    [SetUp]
    public void Begin() => _lab = new PublishedLab();

    [TearDown]
    public void End() => _lab.Dispose();

    // All of it takes an hour. Every run of the tests reads what the answers of most labs come to (RealLabs), and tries here what is left of the others.
    [TestCaseSource(nameof(Slow))]
    public async Task The_answers_of_a_slow_lab_pass(string id)
    {
        var result = await _lab.RunAsync("validate", id, "--only", "solutions,starter", "--seeds", "1", "--format", "json");

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Done), () => ProblemsOf(result));
    }

    [Test]
    public async Task Every_lab_is_proved()
    {
        if (!IsFull)
            Assert.Ignore("BACKENDLABS_FULL=1 proves all labs, which takes an hour.");
        var result = await _lab.RunAsync("validate", "--all", "--seeds", "3", "--format", "json");

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Done), () => ProblemsOf(result));
    }

    [Test]
    public async Task Orders_and_probes_are_tried()
    {
        var result = await _lab.RunAsync("validate", "databases/first-query", "--only", "order,probes", "--format", "json");

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Done), result.Output + result.Error);
    }

    [TestCase("start/first-pass")]
    public async Task Every_mutant_of_the_reference_is_noticed_or_waived(string id)
    {
        var result = await _lab.RunAsync("validate", id, "--seeds", "1", "--format", "json");

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Done), result.Output + result.Error);
        var mutation = JsonDocument.Parse(result.Output).RootElement.GetProperty("labs")[0].GetProperty("mutation");
        Assert.That(mutation.GetProperty("score").GetDouble(), Is.EqualTo(1));
        Assert.That(mutation.GetProperty("killed").GetInt32(), Is.GreaterThan(3));
    }

    [Test]
    public async Task The_tour_shows_right_and_wrong_answers_on_every_service()
    {
        var result = await _lab.RunAsync("tour", "--no-install");

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Done), result.Output + result.Error);
        Assert.That(result.Output, Does.Contain("6 of 6 answers came out as they should"));
    }

    // The whole report is too long to be read for the one line that matters.
    private static string ProblemsOf(ToolAnswer result)
    {
        if (!result.Output.StartsWith('{'))
            return result.Output + result.Error;
        var labs = JsonDocument.Parse(result.Output).RootElement.GetProperty("labs").EnumerateArray();
        return string.Join('\n', labs.SelectMany(lab => lab.GetProperty("steps").EnumerateArray()
            .SelectMany(step => step.GetProperty("problems").EnumerateArray().Select(problem => $"{lab.GetProperty("lab")} {step.GetProperty("name")}: {problem}"))));
    }
}
