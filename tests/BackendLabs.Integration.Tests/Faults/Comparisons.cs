using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Faults;

/// <summary>The same scenario in two worlds, one of them with a fault, on the live parts.</summary>
internal sealed class Comparisons : LiveRunner
{
    private const string Entry = "string Where(IDatabase cache, string key)";

    private const string Checks = """
        string key = "";

        Given(async seed =>
        {
            key = seed.Token(8);
            await Cache.SetAsync(key, "1");
        });

        Check("says-where", points: 1, "says where the answer came from", () => CompareAsync(
            scenario: () => Snippet.CallAsync<string>("Where", key),
            under: async () => await Cache.StopAsync(),
            then: (healthy, broken) =>
            {
                Expect(healthy, Is.EqualTo("redis"), "Redis is there.");
                Expect(broken, Is.EqualTo("elsewhere"), "Redis is gone.");
            }));
        """;

    private const string LooksAtTheWorld = """
        string Where(IDatabase cache, string key)
        {
            try
            {
                return cache.KeyExists(key) ? "redis" : "nowhere";
            }
            catch (RedisException)
            {
                return "elsewhere";
            }
        }
        """;

    [Test]
    public async Task An_answer_that_looks_at_the_world_passes_and_each_event_tells_its_world()
    {
        var report = await RunAsync(Lab(), LooksAtTheWorld);
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        var timeline = report.Checks.Single().Timeline;
        Assert.That(timeline.Where(e => e.Operation == "Where").Select(e => e.World), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(timeline.Single(e => e.Operation == "fault").World, Is.EqualTo(2));
        Assert.That(timeline[0].World, Is.Zero, "what was given before both");
    }

    [TestCase("redis", "Redis is gone.")]
    [TestCase("elsewhere", "Redis is there.")]
    public async Task An_answer_that_takes_no_notice_of_the_world_fails_one_side(string always, string message)
    {
        var report = await RunAsync(Lab(), LooksAtTheWorld.Replace("return \"elsewhere\"", $"return \"{always}\"", StringComparison.Ordinal)
            .Replace("? \"redis\"", $"? \"{always}\"", StringComparison.Ordinal));
        Assert.That(Failure(report).Message, Is.EqualTo(message));
    }

    [Test]
    public async Task A_fault_that_the_code_never_meets_fails_before_anything_is_compared()
    {
        var report = await RunAsync(Lab(), "string Where(IDatabase cache, string key) => \"redis\";");
        Assert.That(Failure(report).Message, Is.EqualTo("The fault never landed (Redis stopped): your code asked nothing of Redis while it lasted."));
    }

    [Test]
    public async Task An_exception_on_one_side_is_shown_as_that_sides_with_its_line()
    {
        var report = await RunAsync(Lab(), "string Where(IDatabase cache, string key)\n{\n    return cache.KeyExists(key) ? \"redis\" : \"nowhere\";\n}");
        Assert.That(report.Checks.Single().Status, Is.TypeOf<CheckStatus.RuntimeError>(), () => Words.Of(report));
        var threw = (CheckStatus.RuntimeError)report.Checks[0].Status;
        Assert.That(threw.Message, Does.EndWith("(With Redis stopped.)"));
        Assert.That(threw.Line, Is.EqualTo(3));

        report = await RunAsync(Lab(), LooksAtTheWorld.Replace("? \"redis\"", "? throw new InvalidOperationException(\"why?\")", StringComparison.Ordinal));
        Assert.That(((CheckStatus.RuntimeError)report.Checks[0].Status).Message, Is.EqualTo("why? (With nothing broken.)"));
    }

    [Test]
    public async Task An_expectation_inside_the_scenario_names_the_side_on_which_it_failed()
    {
        var lab = Lab("""
            Check("counts", points: 1, "counts", () => CompareAsync(
                scenario: async () =>
                {
                    var where = await Snippet.CallAsync<string>("Where", "k");
                    Expect(where, Is.EqualTo("nowhere"), "There is no such key.");
                    return where;
                },
                under: () => Cache.StopAsync(),
                then: (healthy, broken) => Expect(healthy, Is.EqualTo(broken), "The same.")));
            """);
        Assert.That(Failure(await RunAsync(lab, LooksAtTheWorld)).Message, Is.EqualTo("There is no such key. (With Redis stopped.)"));
    }

    [Test]
    public async Task Each_world_has_the_same_beginning_its_own_time_and_new_processes()
    {
        var lab = Lab("""
            Given(async seed => await Cache.SetAsync("first", "1", TimeSpan.FromMinutes(10)));

            Check("begins-anew", points: 1, "begins anew", () => CompareAsync(
                scenario: async () =>
                {
                    Expect((await Cache.TtlAsync("first"))!.Value.TotalMinutes, Is.InRange(9.5, 10), "As it was given.");
                    Expect(await Cache.ExistsAsync("second"), Is.False, "Nothing is left of the other world.");
                    Expect(Cache.Commands, Is.Empty, "No command came yet.");
                    await Cache.SetAsync("second", "1");
                    await Clock.AdvanceAsync(TimeSpan.FromMinutes(5));
                    return (await Snippet.CallAsync<string>("Where", "first"), (int)Math.Round((Clock.UtcNow - DateTimeOffset.UtcNow).TotalMinutes));
                },
                under: () => Cache.SlowBy(TimeSpan.FromMilliseconds(5)),
                then: (healthy, slow) =>
                {
                    Expect(healthy, Is.EqualTo(("1", 5)), "The first.");
                    Expect(slow, Is.EqualTo(healthy), "The second.");
                }));
            """);
        var report = await RunAsync(lab, "static int count;\nstring Where(IDatabase cache, string key) => cache.KeyExists(key) ? $\"{++count}\" : \"nowhere\";");
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
    }

    private static Lab Lab(string checks = Checks)
    {
        Needs.Program("redis-server", "redis-server");
        return new SmallLab
        {
            Checks = checks,
            Entries = [Entry],
            Reference = LooksAtTheWorld,
            Starter = "string Where(IDatabase cache, string key) => \"\";",
            Services = "{ cache: redis }",
            Limits = "{ wall: 30s, memory: 256MB, output: 16KB }",
        }.Read();
    }
}
