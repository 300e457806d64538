using BackendLabs.Contract;

namespace BackendLabs.Attacks.Tests;

/// <summary>Each file of <c>attacks/</c>, one test a file. What those leave that reach a database or Redis is looked at: <see cref="ShuffledRows"/> runs them without.</summary>
internal sealed class EveryRow : AttackFixture
{
    private static readonly string[] LookedAt = ["files", "sqlite", "redis", "forging", "worlds"];

    protected override bool Inspects(Attack attack) => LookedAt.Contains(attack.Group);

    private static IEnumerable<TestCaseData> Rows() =>
        Attack.All.Select(attack => new TestCaseData(attack).SetName($"Row {attack.Row}: {attack.Name}").SetCategory(attack.Group));

    [TestCaseSource(nameof(Rows))]
    public async Task Is_withstood(Attack attack)
    {
        var report = await WithstandAsync(attack);
        if (Inspects(attack))
            Assert.That(report.Checks.Where(check => check.Status is not CheckStatus.NotRun).Select(check => check.World), Is.All.Not.Null);
    }
}
