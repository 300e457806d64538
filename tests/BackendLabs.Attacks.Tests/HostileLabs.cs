using System.Text.RegularExpressions;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Attacks.Tests;

/// <summary>
/// Each lab of <c>hostile/</c>, run by this process's user (root, in a suite that root runs): the user's files are as they
/// were, the verdict is one that is expected, nothing is left, and the next run of another lab is normal.
/// </summary>
internal sealed partial class HostileLabs : LiveRunner
{
    private static readonly TimeSpan Pattern = TimeSpan.FromSeconds(1);

    private Inventory _before = null!;

    protected override bool IsAlone => true;

    private static IEnumerable<TestCaseData> Labs() =>
        HostileLab.All.Select(lab => new TestCaseData(lab).SetName($"Row {lab.Row}: {lab.Name}"));

    [OneTimeSetUp]
    public async Task WarmUpAsync()
    {
        Needs.Program("redis-server", "redis-server");
        Needs.Program("bwrap", "bubblewrap");
        await AssertServesAsync(Arenas.Plain);
        _before = await Inventory.AtRestAsync(Runner);
    }

    [TestCaseSource(nameof(Labs))]
    public async Task Gains_its_author_nothing(HostileLab lab)
    {
        if (lab.NeedsDocker && !File.Exists("/var/run/docker.sock"))
            Needs.Missing("No Docker Engine is here: apt-get install docker.io");
        using var victim = new Victim();
        var root = Directory.CreateTempSubdirectory("hostile-");
        RunReport report;
        try
        {
            report = await RunAsync(lab.PutInto(root.FullName, victim.Place), lab.Snippet);
        }
        finally
        {
            root.Delete(recursive: true);
        }

        var shown = Words.Of(report) + "\n" + report.Output;
        TestContext.Out.WriteLine($"{lab}: {report.Verdict.Name} after {report.Elapsed.TotalMilliseconds:0} ms\n{shown}");
        victim.AssertSafe(shown);
        Assert.That(lab.Expected, Does.Contain(report.Verdict.Name), () => shown);
        foreach (var pattern in lab.Says)
            Assert.That(Regex.IsMatch(shown, pattern, RegexOptions.None, Pattern), $"Nothing shown matches {pattern}:\n{shown}");
        Assert.That(shown, Does.Not.Contain("   at BackendLabs."), "A stack trace of ours is shown.");
        await AssertServesAsync(Arenas.Plain);
        Assert.That(await LeftBehindAsync(), Is.Empty, "What the lab left behind.");
        victim.AssertSafe(shown);
    }

    // A judge is kept for its lab's next run: what may be a judge's, or its worlds', is not looked for.
    private Task<IReadOnlyList<string>> LeftBehindAsync() => _before.LeftBehindAsync(Runner, left => !OfIdleJudge().IsMatch(left));

    [GeneratedRegex("Judge|SnippetHost|redis-server|^cgroup |^folder |^descriptor ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OfIdleJudge();
}
