using System.Text.Json;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Tests.Published;

/// <summary>The labs that we ship, as their authors prove them and as students read them.</summary>
internal sealed class RealLabs
{
    private PublishedLab _lab = null!;

    [SetUp]
    public void Begin() => _lab = new PublishedLab();

    [TearDown]
    public void End() => _lab.Dispose();

    [Test]
    public async Task Every_lab_is_proved()
    {
        var seeds = Environment.GetEnvironmentVariable("BACKENDLABS_FULL") == "1" ? "5" : "1";
        var result = await _lab.RunAsync("validate", "--all", "--seeds", seeds, "--format", "json");

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Done), result.Output + result.Error);
        Assert.That(JsonDocument.Parse(result.Output).RootElement.ValueKind, Is.EqualTo(JsonValueKind.Object));
    }

    /// <summary>What students read is part of a lab: BACKENDLABS_ACCEPT=1 writes it anew, and review reads it.</summary>
    [TestCaseSource(nameof(Labs))]
    public async Task What_a_student_reads_is_as_reviewed(string id)
    {
        if (Environment.GetEnvironmentVariable("BACKENDLABS_ACCEPT") == "1")
            await _lab.RunAsync("transcript", id, "--write");
        var result = await _lab.RunAsync("transcript", id);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Done), result.Error);
        Assert.That(result.Output, Is.EqualTo(await File.ReadAllTextAsync(Path.Combine(_lab.Labs, id, "transcript.md"))));
    }

    [Test]
    public async Task The_tour_shows_right_and_wrong_answers_on_every_service()
    {
        var result = await _lab.RunAsync("tour", "--no-install");

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Done), result.Output + result.Error);
        Assert.That(result.Output, Does.Contain("6 of 6 answers came out as they should"));
    }

    private static IEnumerable<string> Labs() =>
        Environment.GetEnvironmentVariable("BACKENDLABS_ROOT") is { Length: > 0 } root
            ? LabCatalog.Read([Path.Combine(root, "labs")]).Labs.Select(lab => lab.Id)
            : ["start/first-pass"];
}
