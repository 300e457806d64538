namespace BackendLabs.Attacks.Tests;

/// <summary>Each file of <c>attacks/</c>, one test a file.</summary>
internal sealed class EveryRow : AttackFixture
{
    private static IEnumerable<TestCaseData> Rows() =>
        Attack.All.Select(attack => new TestCaseData(attack).SetName($"Row {attack.Row}: {attack.Name}").SetCategory(attack.Group));

    [TestCaseSource(nameof(Rows))]
    public async Task Is_withstood(Attack attack) => await WithstandAsync(attack);
}
