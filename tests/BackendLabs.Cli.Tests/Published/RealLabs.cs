using System.Text.Json;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Tests.Published;

/// <summary>The labs that we ship, as their authors prove them and as students read them.</summary>
internal sealed class RealLabs
{
    /// <summary>
    /// Many callers at once, connections that break, code that asks again until it may: which operation comes first, in
    /// which words a client gives up and how often it tries is chance. What each answer comes to is not.
    /// </summary>
    private static readonly string[] WithChance = ["caching/stampede", "caching/redis-is-down", "databases/busy-retry", "databases/atomic-transfer"];

    /// <summary>Whose wrong answers wait for time-outs and containers: minutes together, and so read where all is asked for.</summary>
    private static readonly string[] Slow = ["caching/stampede", "caching/redis-is-down", "databases/busy-retry", "deployment/run-a-container"];

    private static bool IsFull => Environment.GetEnvironmentVariable("BACKENDLABS_FULL") == "1";

    private PublishedLab _lab = null!;

    [SetUp]
    public void Begin() => _lab = new PublishedLab();

    [TearDown]
    public void End() => _lab.Dispose();

    [Test]
    public async Task Every_lab_is_proved()
    {
        // All of it takes an hour. Every run of the tests reads what the answers of most labs come to, below, and tries here what is left of the others.
        var result = await _lab.RunAsync(IsFull
            ? ["validate", "--all", "--seeds", "3", "--format", "json"]
            : ["validate", .. Slow, "--only", "solutions,starter", "--seeds", "1", "--format", "json"]);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Done), result.Output + result.Error);
        Assert.That(JsonDocument.Parse(result.Output).RootElement.ValueKind, Is.EqualTo(JsonValueKind.Object));
    }

    [Test]
    public async Task Orders_and_probes_are_tried()
    {
        var result = await _lab.RunAsync("validate", "caching/first-key", "databases/first-query", "--only", "order,probes", "--format", "json");

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

    /// <summary>What students read is part of a lab: BACKENDLABS_ACCEPT=1 writes it anew, and review reads it.</summary>
    [TestCaseSource(nameof(Labs))]
    public async Task What_a_student_reads_is_as_reviewed(string id)
    {
        if (Environment.GetEnvironmentVariable("BACKENDLABS_ACCEPT") == "1")
            await _lab.RunAsync("transcript", id, "--write");
        var result = await _lab.RunAsync("transcript", id);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Done), result.Error);
        Assert.That(Repeatable(id, result.Output), Is.EqualTo(Repeatable(id, await File.ReadAllTextAsync(Path.Combine(_lab.Labs, id, "transcript.md")))));
    }

    [Test]
    public async Task The_tour_shows_right_and_wrong_answers_on_every_service()
    {
        var result = await _lab.RunAsync("tour", "--no-install");

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Done), result.Output + result.Error);
        Assert.That(result.Output, Does.Contain("6 of 6 answers came out as they should"));
    }

    private static string Repeatable(string id, string transcript) => !WithChance.Contains(id)
        ? transcript
        : string.Join('\n', transcript.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal) || line is ['✓' or '✗' or '·', ' ', ..]));

    private static IEnumerable<string> Labs() =>
        Environment.GetEnvironmentVariable("BACKENDLABS_ROOT") is { Length: > 0 } root
            ? LabCatalog.Read([Path.Combine(root, "labs")]).Labs.Select(lab => lab.Id).Where(id => IsFull || !Slow.Contains(id))
            : ["start/first-pass"];
}
