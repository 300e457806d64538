using System.Text.Json;

namespace BackendLabs.Cli.Tests.Published;

[NonParallelizable]
internal sealed class Benches
{
    [Test]
    public async Task Each_way_to_an_answer_is_measured_against_the_peer()
    {
        if (!ProvedLabs.IsFull)
            Assert.Ignore("BACKENDLABS_FULL=1 runs lab bench once, which takes minutes.");
        using var lab = new PublishedLab(sharesGrader: true);
        var result = await lab.RunAsync("bench", "--rounds", "1", "--format", "json");
        await lab.RunAsync("stop");

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Done), result.Output + result.Error);
        var rows = JsonDocument.Parse(result.Output).RootElement.GetProperty("rows").EnumerateArray().ToList();
        Assert.That(rows, Has.Count.EqualTo(7));
        Assert.That(rows.Select(row => row.GetProperty("medianMs").GetDouble()), Is.All.GreaterThan(0));
        Assert.That(rows[0].GetProperty("timesFaster").ValueKind, Is.EqualTo(JsonValueKind.Null), "The peer has none.");
        var rates = JsonDocument.Parse(result.Output).RootElement.GetProperty("rates").EnumerateArray().ToList();
        Assert.That(rates.Select(rate => rate.GetProperty("perSecond").GetDouble()).ToList(), Has.Count.EqualTo(2).And.All.GreaterThan(0));
    }

    [TestCase("0")]
    [TestCase("many")]
    public async Task Rounds_that_are_no_number_are_refused(string rounds)
    {
        using var lab = new PublishedLab();
        var result = await lab.RunAsync("bench", "--rounds", rounds);

        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(result.Error, Does.Contain("--rounds"));
    }
}
