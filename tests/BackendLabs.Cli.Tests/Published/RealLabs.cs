using System.Text.RegularExpressions;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Tests.Published;

/// <summary>The labs that we ship, as students read them.</summary>
[Parallelizable]
internal sealed partial class RealLabs
{
    /// <summary>
    /// Many callers at once, connections that break, code that asks again until it may, a held operation that goes on when its
    /// check has failed: which operation comes first, in which words a client gives up and how often it tries is chance. What
    /// each answer comes to is not.
    /// </summary>
    private static readonly string[] WithChance =
        ["caching/stampede", "caching/redis-is-down", "caching/invalidate-on-write", "databases/busy-retry", "databases/atomic-transfer", "databases/dialects-differ", "databases/isolation-levels", "concurrency/lost-update"];

    private PublishedLab _lab = null!;

    [SetUp]
    public void Begin() => _lab = new PublishedLab();

    [TearDown]
    public void End() => _lab.Dispose();

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

    private static string Repeatable(string id, string transcript) => !WithChance.Contains(id)
        ? TimeLeft().Replace(transcript, "")
        : string.Join('\n', transcript.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal) || line is ['✓' or '✗' or '·', ' ', ..]));

    // In milliseconds: how many have passed meanwhile is chance.
    [GeneratedRegex(@"(?<=\bPTTL \S+ -> )\d+ *", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex TimeLeft();

    private static IEnumerable<string> Labs() =>
        Environment.GetEnvironmentVariable("BACKENDLABS_ROOT") is { Length: > 0 } root
            ? LabCatalog.Read([Path.Combine(root, "labs")]).Labs.Select(lab => lab.Id).Where(id => ProvedLabs.IsFull || !ProvedLabs.Slow.Contains(id))
            : ["start/first-pass"];
}
