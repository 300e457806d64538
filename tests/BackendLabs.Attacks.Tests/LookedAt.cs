namespace BackendLabs.Attacks.Tests;

/// <summary>The attacks on files, databases and Redis once more, with a look at what they left: it changes nothing of what comes of them.</summary>
internal sealed class LookedAt : AttackFixture
{
    private static readonly string[] Groups = ["files", "sqlite", "redis", "forging", "worlds"];

    protected override bool Inspects => true;

    private static IEnumerable<TestCaseData> Rows() => Attack.All
        .Where(attack => Groups.Contains(attack.Group))
        .Select(attack => new TestCaseData(attack).SetName($"Looked at, row {attack.Row}: {attack.Name}").SetCategory(attack.Group));

    [TestCaseSource(nameof(Rows))]
    public async Task Is_withstood(Attack attack)
    {
        var report = await WithstandAsync(attack);
        Assert.That(report.Checks.Where(check => check.Status is not Labs.CheckStatus.NotRun).Select(check => check.World), Is.All.Not.Null);
    }
}
