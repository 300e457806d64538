using System.Globalization;
using BackendLabs.Testing;

namespace BackendLabs.Attacks.Tests;

/// <summary>All rows again and again, several at once, in an order that a seed repeats.</summary>
internal sealed class ShuffledRows : AttackFixture
{
    private const int Repeats = 3;
    private const int AtOnce = 2;

    [Test]
    public async Task All_rows_several_at_once_in_any_order()
    {
        if (!Needs.Full)
            Assert.Ignore("BACKENDLABS_FULL=1 runs all rows three times, shuffled; BACKENDLABS_SEED repeats an order.");
        var seed = Environment.GetEnvironmentVariable("BACKENDLABS_SEED") is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        TestContext.Progress.WriteLine($"BACKENDLABS_SEED={seed} repeats this order.");

        var random = new Random(seed);
        var rows = Enumerable.Range(0, Repeats).SelectMany(_ =>
        {
            var order = Attack.All.ToArray();
            random.Shuffle(order);
            return order;
        });
        await Parallel.ForEachAsync(rows, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (attack, _) =>
        {
            try
            {
                AssertVerdict(attack, await AttackAsync(attack));
                await AssertServesAsync(Arenas.All[attack.Arena]);
            }
            catch (AssertionException)
            {
                // NUnit has noted what it was; the others are tried all the same.
                TestContext.Progress.WriteLine($"Not withstood: {attack}");
            }
        });
    }
}
