using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Faults;

/// <summary>Several processes of the same snippet in one world, in an order that the check decides.</summary>
internal sealed class SeveralClients : LiveRunner
{
    private const string LostUpdate = """
        Given(async seed => await Cache.SetAsync("stock:1", "5"));

        Check("sells-each-once", points: 1, "two sales take two pieces", async () =>
        {
            var clients = await Snippet.ClientsAsync(2);
            var hold = Cache.HoldBeforeWrite("stock:1", by: 1);
            var first = clients[0].CallAsync<bool>("Buy", 1);
            await hold.ReachedAsync(first);
            await clients[1].CallAsync<bool>("Buy", 1);
            hold.Release();
            await first;
            Expect(await Cache.GetAsync("stock:1"), Is.EqualTo("3"), "Two were sold.");
        });
        """;

    private const string ReadThenWrite = """
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
    public async Task A_lost_update_shows_every_time()
    {
        var lab = Lab(LostUpdate, "bool Buy(IDatabase cache, int id)", "bool Buy(IDatabase cache, int id) => cache.StringDecrement($\"stock:{id}\") >= 0;");
        for (var round = 0; round < 5; round++)
        {
            var report = await RunAsync(lab, ReadThenWrite, seed: round);
            Assert.That(Failure(report).Actual, Is.EqualTo("\"4\""));
        }

        await AssertServesAsync(lab);
    }

    [Test]
    public async Task Each_operation_tells_whose_it_was()
    {
        var lab = Lab(LostUpdate, "bool Buy(IDatabase cache, int id)", "bool Buy(IDatabase cache, int id) => cache.StringDecrement($\"stock:{id}\") >= 0;");
        var timeline = (await RunAsync(lab, ReadThenWrite)).Checks[0].Timeline;
        Assert.That(timeline.Where(e => e is { Service: "redis", IsJudges: false }).Select(e => (e.Client, e.Operation)), Is.EqualTo(new (int, string)[] { (1, "GET"), (1, "SET"), (2, "GET"), (2, "SET") }));
        Assert.That(timeline.Where(e => e.Service == "code").Select(e => e.Client), Is.EqualTo(new int?[] { 1, 2 }));
        Assert.That(timeline.Where(e => e.IsJudges).Select(e => e.Client), Is.All.Zero);
    }

    [Test]
    public async Task A_lock_in_the_process_keeps_no_other_process_out()
    {
        var lab = Lab(LostUpdate, "bool Buy(IDatabase cache, int id)", "bool Buy(IDatabase cache, int id) => cache.StringDecrement($\"stock:{id}\") >= 0;");
        var report = await RunAsync(lab, "static readonly object gate = new();\n" + ReadThenWrite.Replace("{\n    var left", "{\n  lock (gate) {\n    var left", StringComparison.Ordinal).Replace("return true;\n}", "return true;\n}\n}", StringComparison.Ordinal));
        Assert.That(Failure(report).Actual, Is.EqualTo("\"4\""));
    }

    [Test]
    public async Task A_transaction_that_watches_is_held_at_its_end_and_tries_again()
    {
        var lab = Lab(LostUpdate, "bool Buy(IDatabase cache, int id)", "bool Buy(IDatabase cache, int id) => cache.StringDecrement($\"stock:{id}\") >= 0;");
        var report = await RunAsync(lab, """
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
            """);
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
    }

    [Test]
    public async Task A_process_is_killed_in_mid_call_and_started_again()
    {
        var lab = Lab(
            """
            Check("pays-once", points: 1, "pays once, whatever happens", async () =>
            {
                var hold = Cache.HoldBeforeWrite("paid");
                var call = Snippet.CallAsync("Pay", "rent");
                await hold.ReachedAsync(call);
                var killed = await Snippet.KillAsync();
                hold.Release();
                await killed.LiftAsync();
                await Snippet.CallAsync("Pay", "rent");
                Expect(await Cache.GetAsync("paid"), Is.EqualTo("1"), "The rent was to be paid once.");
                Expect(killed.Landed, Is.EqualTo(1), "The call was under way.");
            });
            """,
            "void Pay(IDatabase cache, string what)",
            "void Pay(IDatabase cache, string what)\n{\n    if (!cache.KeyExists(\"done:\" + what))\n    {\n        var pay = cache.CreateTransaction();\n        _ = pay.StringIncrementAsync(\"paid\");\n        _ = pay.StringSetAsync(\"done:\" + what, 1);\n        pay.Execute();\n    }\n}");
        await AssertServesAsync(lab);

        var report = await RunAsync(lab, "void Pay(IDatabase cache, string what)\n{\n    if (cache.StringSet(\"done:\" + what, 1, when: When.NotExists))\n        cache.StringIncrement(\"paid\");\n}");
        Assert.That(Failure(report).Actual, Is.EqualTo("null"));
        var calls = report.Checks[0].Timeline.Where(e => e.Service == "code").ToList();
        Assert.That(calls[0].Detail, Does.EndWith("never returned"));
        Assert.That(calls.Select(e => (e.IsFailed, e.Client)), Is.EqualTo(new[] { (true, 1), (false, 1) }), "Started again, it is the same client.");
    }

    [Test]
    public async Task A_kill_after_the_call_has_ended_fails_its_check()
    {
        var lab = Lab(
            """
            Check("late", points: 1, "is killed too late", async () =>
            {
                await Snippet.CallAsync("Pay", "rent");
                await Snippet.KillAsync();
            });
            """,
            "void Pay(IDatabase cache, string what)",
            "void Pay(IDatabase cache, string what) { }");
        var report = await RunAsync(lab, lab.Solutions[0].Text);
        Assert.That(Failure(report).Message, Does.StartWith("The fault never landed (your process killed)"));
    }

    [Test]
    public async Task A_server_that_is_down_for_one_call_is_met_by_what_never_reaches_it()
    {
        var lab = Lab(
            """
            Check("down", points: 1, "answers although Redis is down", async () =>
            {
                Expect(await Snippet.CallAsync<string>("Read"), Is.EqualTo("up"), "Redis is there.");
                await using (var down = await Cache.StopAsync())
                {
                    Expect(await Snippet.CallAsync<string>("Read"), Is.EqualTo("down"), "Redis is gone.");
                    Expect(down.Landed, Is.GreaterThan(0), "It was asked.");
                }
            });
            """,
            "string Read(IDatabase cache)",
            """
            string Read(IDatabase cache)
            {
                try
                {
                    cache.StringGet("k");
                    return "up";
                }
                catch (RedisException)
                {
                    return "down";
                }
            }
            """);
        await AssertServesAsync(lab);
    }

    [Test]
    public async Task Processes_of_one_world_have_their_own_memory_and_all_that_they_print_is_kept()
    {
        var lab = Lab(
            """
            Check("apart", points: 1, "counts apart", async () =>
            {
                var clients = await Snippet.ClientsAsync(3);
                await Task.WhenAll(clients.Select(client => client.CallAsync<int>("Next", client.Number)));
                foreach (var client in clients)
                    Expect(await client.CallAsync<int>("Next", client.Number), Is.EqualTo(2), "Its own second call.");
            });
            """,
            "int Next(IDatabase cache, int who)",
            "static int count;\nint Next(IDatabase cache, int who)\n{\n    Console.WriteLine($\"client {who}\");\n    return ++count;\n}");
        var report = await RunAsync(lab, lab.Solutions[0].Text);
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        Assert.That(report.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EquivalentTo(new[] { "client 1", "client 1", "client 2", "client 2", "client 3", "client 3" }));
    }

    [Test]
    public async Task One_process_that_dies_says_so_and_the_others_end_with_it()
    {
        var lab = Lab(
            """
            Check("dies", points: 1, "lives", async () =>
            {
                var clients = await Snippet.ClientsAsync(2);
                await clients[1].CallAsync("Pay", "rent");
            });
            """,
            "void Pay(IDatabase cache, string what)",
            "void Pay(IDatabase cache, string what) { }");
        var report = await RunAsync(lab, "void Pay(IDatabase cache, string what) => Environment.Exit(0);");
        Assert.That(Words.Of(report), Does.Contain("Environment.Exit"));
        await AssertServesAsync(lab);
    }

    private static Lab Lab(string checks, string entry, string reference)
    {
        Needs.Program("redis-server", "redis-server");
        return new SmallLab { Checks = checks, Entries = [entry], Reference = reference, Starter = reference, Services = "{ cache: redis }" }.Read();
    }
}
