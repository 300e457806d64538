using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Values;

/// <summary>Arguments and results are the same on both sides of the sandbox. All of them cross in one run, a test looks at each.</summary>
internal sealed class ValuesCross : LiveRunner
{
    private IReadOnlyDictionary<string, CheckResult> _results = null!;

    private static IEnumerable<TestCaseData<int>> Values() => Crossing.All.Select((crossing, number) =>
        new TestCaseData<int>(number) { TestName = $"{crossing.Title} crosses and comes back" });

    [OneTimeSetUp]
    public async Task Send_all()
    {
        var lab = Lab();
        var report = await RunAsync(lab, lab.Solutions[0].Text);
        Assert.That(report.Checks, Has.Count.EqualTo(Crossing.All.Count), () => Words.Of(report));
        _results = report.Checks.ToDictionary(check => check.Id);
    }

    [TestCaseSource(nameof(Values))]
    public void Crosses(int number) =>
        Assert.That(_results[Crossing.All[number].Id(number)].Status, Is.TypeOf<CheckStatus.Passed>());

    private static Lab Lab()
    {
        var echoes = Crossing.All.Select((crossing, number) => $"{crossing.Type} Echo{number}({crossing.Type} value)").ToList();
        return new SmallLab
        {
            Contract = Crossing.Contract,
            Entries = echoes,
            Checks = string.Join('\n', Crossing.All.Select(Check)),
            Starter = string.Join('\n', echoes.Select(echo => echo + " => default!;")),
            Reference = string.Join('\n', echoes.Select(echo => echo + " => value;")),
        }.Read();
    }

    private static string Check(Crossing crossing, int number) => $$"""
        Check("{{crossing.Id(number)}}", points: 1, "crosses", async () =>
        {
            {{crossing.Type}} sent = {{crossing.Sent}};
            var got = await Snippet.CallAsync<{{crossing.Type}}>("Echo{{number}}", sent);
            Expect({{crossing.Holds}}, "It changed on its way: " + JsonSerializer.Serialize(got, new JsonSerializerOptions { IncludeFields = true, NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals }));
        });
        """;
}
