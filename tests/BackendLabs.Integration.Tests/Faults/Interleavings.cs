using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Faults;

/// <summary>Every order of two clients' operations, on the live server.</summary>
internal sealed class Interleavings : LiveRunner
{
    private const string Checks = """
        Given(async seed => await Cache.SetAsync("stock:1", "1"));

        Check("sells-the-last-once", points: 1, "the last piece is sold once, whoever comes first", async () =>
        {
            bool one = false, two = false;
            await InterleaveAsync(
                holds: async () =>
                {
                    Expect(one ^ two, "Two customers came for the last piece; one of them should have got it.");
                    Expect(await Cache.GetAsync("stock:1"), Is.EqualTo("0"), "The stock afterwards.");
                },
                async client => one = await client.CallAsync<bool>("Buy", 1),
                async client => two = await client.CallAsync<bool>("Buy", 1));
        });
        """;

    private const string Watching = """
        bool Buy(IDatabase cache, int id)
        {
            while (true)
            {
                var seen = cache.StringGet($"stock:{id}");
                if ((int)seen < 1)
                    return false;
                var sale = cache.CreateTransaction();
                sale.AddCondition(Condition.StringEqual($"stock:{id}", seen));
                _ = sale.StringSetAsync($"stock:{id}", (int)seen - 1);
                if (sale.Execute())
                    return true;
            }
        }
        """;

    private const string ReadsThenWrites = """
        bool Buy(IDatabase cache, int id)
        {
            var left = (int)cache.StringGet($"stock:{id}");
            if (left < 1)
                return false;
            cache.StringSet($"stock:{id}", left - 1);
            return true;
        }
        """;

    [Test]
    public async Task A_lost_update_is_found_and_its_order_shown()
    {
        var report = await RunAsync(Lab(), ReadsThenWrites);
        var failed = Failure(report);
        Assert.That(failed.Schedule!.Steps.Select(step => $"{step.Client} {step.Operation} {step.Detail}"), Is.EqualTo(new[]
        {
            "1 GET stock:1", "2 GET stock:1", "2 SET stock:1 \"0\"", "1 SET stock:1 \"0\"",
        }), () => Words.Of(report));
    }

    [Test]
    public async Task A_transaction_that_watches_and_tries_again_holds_in_every_order() =>
        Assert.That((await RunAsync(Lab(), Watching)).Verdict, Is.TypeOf<Verdict.Passed>());

    [Test]
    public async Task Clients_that_wait_for_a_lock_of_the_server_are_waited_for()
    {
        var report = await RunAsync(Lab(), """
            bool Buy(IDatabase cache, int id)
            {
                while (!cache.StringSet("lock", "me", TimeSpan.FromSeconds(30), When.NotExists))
                    System.Threading.Thread.Sleep(5);
                try
                {
                    var left = (int)cache.StringGet($"stock:{id}");
                    if (left < 1)
                        return false;
                    cache.StringSet($"stock:{id}", left - 1);
                    return true;
                }
                finally
                {
                    cache.KeyDelete("lock");
                }
            }
            """);
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
    }

    [Test]
    public async Task A_lock_in_the_process_and_a_count_in_the_process_fail()
    {
        var report = await RunAsync(Lab(), """
            static readonly object gate = new();
            bool Buy(IDatabase cache, int id)
            {
                lock (gate)
                {
                    var left = (int)cache.StringGet($"stock:{id}");
                    if (left < 1)
                        return false;
                    cache.StringSet($"stock:{id}", left - 1);
                    return true;
                }
            }
            """);
        Assert.That(Failure(report).Schedule!.Steps, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Code_that_never_asks_the_server_has_no_order_and_fails()
    {
        var report = await RunAsync(Lab(), "static int left = 1;\nbool Buy(IDatabase cache, int id) => left-- > 0;");
        // Each process sells its own last piece.
        Assert.That(Failure(report).Message, Does.StartWith("Two customers came").Or.StartWith("The clients' operations never met"));
    }

    [Test]
    public async Task An_exception_in_one_order_is_told_with_the_order()
    {
        var report = await RunAsync(Lab(), """
            bool Buy(IDatabase cache, int id)
            {
                var left = (int)cache.StringGet($"stock:{id}");
                if (left < 1)
                    return false;
                if (cache.StringDecrement($"stock:{id}") < 0)
                    throw new InvalidOperationException("sold twice");
                return true;
            }
            """);
        var failed = Failure(report);
        Assert.That(failed.Message, Is.EqualTo("Your code threw System.InvalidOperationException: sold twice"));
        Assert.That(failed.Schedule!.Steps.Select(step => step.Client), Is.EqualTo(new[] { 1, 2, 2, 1 }));
    }

    [Test]
    public async Task The_order_that_broke_is_followed_again_alone()
    {
        var lab = Lab();
        var schedule = ScheduleOf(Failure(await RunAsync(lab, ReadsThenWrites)));

        var report = await FollowAsync(lab, ReadsThenWrites, schedule);

        Assert.That(Failure(report).Schedule!.Steps, Is.EqualTo(schedule.Steps), () => Words.Of(report));
        Assert.That(report.Checks[0].Strayed, Is.Null);
        Assert.That(report.Checks[0].Timeline.Count(one => one.Operation is "GET" && !one.IsJudges), Is.EqualTo(2), "No other order was tried.");
    }

    [Test]
    public async Task An_order_that_can_no_longer_be_followed_fails_and_says_where_it_ended()
    {
        var lab = Lab();
        var schedule = ScheduleOf(Failure(await RunAsync(lab, ReadsThenWrites)));

        var report = await FollowAsync(lab, Watching, schedule);

        Assert.That(report.Checks[0].Strayed, Does.StartWith("Its operation 2 is client 2's GET stock:1").Or.StartWith("Its operation 3 is client 2's SET stock:1"));
        Assert.That(Failure(report).Message, Does.StartWith("The recorded order can no longer be followed."));
    }

    [Test]
    public async Task An_order_that_holds_now_passes()
    {
        var schedule = new BreakingSchedule(1, [new ScheduleStep(1, "GET", ""), new ScheduleStep(1, "SET", ""), new ScheduleStep(2, "GET", "")]);

        Assert.That((await FollowAsync(Lab(), ReadsThenWrites, schedule)).Verdict, Is.TypeOf<Verdict.Passed>());
    }

    private Task<RunReport> FollowAsync(Lab lab, string snippet, BreakingSchedule schedule) => Runner.RunAsync(
        new RunRequest(lab, snippet, "answer.csx", new RunOptions(1) { Schedules = new Dictionary<string, BreakingSchedule> { ["sells-the-last-once"] = schedule } }),
        progress: null,
        CancellationToken.None);

    private static BreakingSchedule ScheduleOf(CheckStatus.Failed failed) => failed.Schedule!;

    private static Lab Lab()
    {
        Needs.Program("redis-server", "redis-server");
        return new SmallLab
        {
            Checks = Checks,
            Entries = ["bool Buy(IDatabase cache, int id)"],
            Reference = Watching,
            Starter = "bool Buy(IDatabase cache, int id) => false;",
            Services = "{ cache: redis }",
            Limits = "{ wall: 60s, memory: 256MB, output: 16KB }",
        }.Read();
    }
}
