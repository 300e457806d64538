using BackendLabs.Grader.Tests.Containers;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Judging;

/// <summary>Each of our labs gives the same results alone, shuffled and in order, for a wrong solution as for a right one.</summary>
internal sealed class OurOwnLabs : LiveRunner
{
    private static readonly string Root = Path.Combine(PublishedApp.Clone, "labs");

    private static IEnumerable<string> Ids() => Directory.EnumerateFiles(Root, "lab.yaml", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Root, Path.GetDirectoryName(file)!).Replace('\\', '/')).Order(StringComparer.Ordinal)
        .Where(id => Needs.Full || id is "caching/first-key");

    // The proof of every lab tries orders with its reference; those of wrong answers, which have more ways to disagree, take minutes.
    [TestCaseSource(nameof(Ids))]
    public async Task Checks_alone_shuffled_and_in_order_give_the_same(string id)
    {
        var lab = ((LabReading.Good)LabReader.Read(Root, id)).Lab;
        await NeedServicesAsync(lab);
        foreach (var text in lab.WrongSolutions.Select(wrong => wrong.Text.Text).Take(Needs.Full ? int.MaxValue : 1))
            await AssertOrderDoesNotMatterAsync(lab, text);
    }

    private async Task AssertOrderDoesNotMatterAsync(Lab lab, string text)
    {
        var inOrder = await ResultsAsync(lab, text, order: null);
        var ids = inOrder.Keys.ToArray();
        var shuffled = (string[])ids.Clone();
        new Random(7).Shuffle(shuffled);
        Assert.That(await ResultsAsync(lab, text, shuffled), Is.EquivalentTo(inOrder), string.Join(", ", shuffled));
        foreach (var id in ids)
        {
            var alone = await ResultsAsync(lab, text, [id]);
            Assert.That(alone[id], Is.EqualTo(inOrder[id]), $"{id} alone");
        }
    }

    private async Task<Dictionary<string, string>> ResultsAsync(Lab lab, string text, IReadOnlyList<string>? order)
    {
        var report = await RunAsync(lab, text, seed: 5, order);
        Assert.That(report.Verdict, Is.Not.TypeOf<Verdict.InfrastructureError>(), () => Words.Of(report));
        return report.Checks.ToDictionary(check => check.Id, check => check.Status.Name);
    }

    private static async Task NeedServicesAsync(Lab lab)
    {
        var kinds = lab.Services.Values.Select(service => service.Kind).ToHashSet();
        if (kinds.Contains("redis"))
            Needs.Program("redis-server", "redis-server");
        if (kinds.Contains("docker"))
            await LiveGate.EngineAsync();
    }
}
