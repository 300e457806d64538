using System.Globalization;
using System.Security.Cryptography;
using BackendLabs.Faults.Tests.Faults;
using BackendLabs.Store;
using BackendLabs.Testing;
using BackendLabs.Testing.Web;

namespace BackendLabs.Faults.Tests.Load;

/// <summary>Many submissions on the published pages and graders. In the suite it is small; BACKENDLABS_FULL=1 makes it a class's size.</summary>
[TestFixture("sqlite")]
[Category("load")]
internal sealed class UnderLoad(string kind)
{
    private Random _random = null!;

    [SetUp]
    public void DrawSeed()
    {
        var seed = Environment.GetEnvironmentVariable("BACKENDLABS_SEED") is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : RandomNumberGenerator.GetInt32(int.MaxValue);
        TestContext.Out.WriteLine($"BACKENDLABS_SEED={seed}");
        _random = new Random(seed);
    }

    [Test]
    public async Task A_class_in_a_rush_loses_no_submission_and_none_is_judged_twice()
    {
        var (count, lasts) = Needs.Full ? (300, TimeSpan.FromSeconds(120)) : (30, TimeSpan.FromSeconds(8));
        await using var site = await PracticeSite.StartAsync(slots: Environment.ProcessorCount);
        await using var web = new MemoryWatch(site.Web.Process.Id);
        await using var grader = new MemoryWatch(site.Grader.Id);
        var met = new Encounters();
        var rush = Task.Delay(lasts, TimeProvider.System);
        var students = Enumerable.Range(0, count).Select(_ => new SimulatedStudent(site.Address, met, new Random(_random.Next()), lasts, rush)).ToList();

        await Task.WhenAll(students.Select(student => student.WorkAsync()));

        var tally = await TallyAsync(site.Store, met.Accepted);
        var figures = new Figures();
        figures.Add("students", $"{count}, all at once after {lasts.TotalSeconds:0} s");
        figures.Add("accepted", $"{met.Accepted.Count}");
        figures.Add("refused for a moment", $"{met.Refused}");
        figures.Add("lost, doubled", $"{tally.Lost}, {tally.Doubled}");
        figures.Add("verdicts", $"{tally.Verdicts}");
        figures.Add("post to acceptance", met.ToAccept);
        figures.Add("post to verdict", met.ToVerdict);
        figures.Add("memory of the node", $"{web.MostMebibytes} MiB");
        figures.Add("memory of the grader", $"{grader.MostMebibytes} MiB, with all that it starts");
        AssertWhole(tally, figures);
    }

    [Test]
    public async Task Graders_killed_at_random_lose_no_submission_and_none_is_judged_twice()
    {
        var (count, mostKills) = Needs.Full ? (10_000, int.MaxValue) : (60, 4);
        await using var site = await PracticeSite.StartAsync(slots: 0);
        await using var store = await LabStore.OpenAsync(site.Store, TimeProvider.System, CancellationToken.None);
        await using var storm = new Storm(site, _random);
        var accepted = new List<string>();
        var began = TimeProvider.System.GetTimestamp();

        var feeding = new Feed(store, _random).AcceptAsync(count, accepted);
        var killing = storm.BlowAsync(mostKills);
        await feeding;
        await Patient.UntilEmptyAsync(store);
        await storm.CalmAsync();
        await killing;

        var tally = await TallyAsync(site.Store, accepted);
        var figures = new Figures();
        figures.Add("accepted", $"{accepted.Count}");
        figures.Add("kills", $"{storm.Kills.Count}");
        figures.Add("lost, doubled", $"{tally.Lost}, {tally.Doubled}");
        figures.Add("verdicts", $"{tally.Verdicts}");
        figures.Add("begun more than once", $"{tally.Starts.Count(starts => starts.Count > 1)}");
        figures.Add("taken over after", [.. tally.Starts.SelectMany(storm.TakenOverAfter)]);
        figures.Add("all of it", $"{TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s");
        AssertWhole(tally, figures);
    }

    private Task<Tally> TallyAsync(string address, IEnumerable<string> accepted) => Tally.OfAsync(new StoreRows(kind, address), [.. accepted]);

    private static void AssertWhole(Tally tally, Figures figures)
    {
        TestContext.Out.WriteLine($"\n{figures}");
        Assert.That((tally.Lost, tally.Doubled), Is.EqualTo((0, 0)), () => $"Lost, doubled:\n{figures}");
    }
}
