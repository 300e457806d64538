using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Timelines;

/// <summary>What the gate saw, with the line of the snippet that asked for it.</summary>
internal sealed class LinesOfRedis : LiveRunner
{
    [OneTimeSetUp]
    public void NeedsRedis() => Needs.Program("redis-server", "redis-server");

    [Test]
    public async Task A_call_that_waits_has_its_line()
    {
        var seen = await SeenAsync("""
            string Do(IDatabase cache)
            {
                cache.StringSet("a", "1", TimeSpan.FromMinutes(1));
                return cache.StringGet("a");
            }
            """);
        Assert.That(seen, Is.EqualTo(new[] { "SETEX 3", "GET 4" }));
    }

    [Test]
    public async Task A_call_that_is_awaited_has_its_line_in_continuations_too()
    {
        var seen = await SeenAsync("""
            async Task<string> Do(IDatabase cache)
            {
                await cache.StringSetAsync("a", "1");
                await Task.Yield();
                foreach (var key in new[] { "a", "b" })
                    await cache.StringIncrementAsync(key);
                return await Inner(cache);
            }
            static async Task<string> Inner(IDatabase cache)
            {
                return await cache.StringGetAsync("a");
            }
            """);
        Assert.That(seen, Is.EqualTo(new[] { "SET 3", "INCR 6", "INCR 6", "GET 11" }));
    }

    [Test]
    public async Task Operations_of_a_batch_have_the_lines_that_added_them()
    {
        var seen = await SeenAsync("""
            async Task<string> Do(IDatabase cache)
            {
                var batch = cache.CreateBatch();
                var first = batch.HashSetAsync("h", "x", "1");
                var second = batch.HashSetAsync("h", "y", "2");
                var third = batch.HashGetAllAsync("h");
                batch.Execute();
                await Task.WhenAll(first, second, third);
                return "done";
            }
            """);
        Assert.That(seen, Is.EqualTo(new[] { "HSET 4", "HSET 5", "HGETALL 6" }));
    }

    [Test]
    public async Task A_transaction_has_the_lines_of_its_operations_and_of_its_end()
    {
        var seen = await SeenAsync("""
            string Do(IDatabase cache)
            {
                var transaction = cache.CreateTransaction();
                transaction.AddCondition(Condition.KeyNotExists("a"));
                var set = transaction.StringSetAsync("a", "1");
                var raised = transaction.StringIncrementAsync("n");
                return transaction.Execute().ToString();
            }
            """);
        Assert.That(seen, Does.Contain("SET 5").And.Contain("INCR 6").And.Contain("EXEC 7").And.Contain("MULTI 7"));
        Assert.That(seen, Has.None.EndsWith(" ?"));
    }

    [Test]
    public async Task Many_callers_of_one_key_each_have_their_line()
    {
        var seen = await SeenAsync("""
            async Task<string> Do(IDatabase cache)
            {
                var reads = Enumerable.Range(0, 25).Select(_ => cache.StringGetAsync("a"));
                var writes = Enumerable.Range(0, 25).Select(_ => cache.StringSetAsync("a", "1"));
                await Task.WhenAll(reads.Concat<Task>(writes));
                return "done";
            }
            """);
        Assert.That(seen.Where(one => one == "GET 3").Count(), Is.EqualTo(25));
        Assert.That(seen.Where(one => one == "SET 4").Count(), Is.EqualTo(25));
    }

    [Test]
    public async Task A_batch_that_is_never_sent_stays_inside()
    {
        var events = await TimelineAsync("""
            string Do(IDatabase cache)
            {
                var batch = cache.CreateBatch();
                _ = batch.StringSetAsync("a", "1");
                return "done";
            }
            """);
        var told = events.Single(one => one.Service == "redis");
        Assert.That((told.Operation, told.Line, told.SelfReported), Is.EqualTo(("StringSet", (int?)4, true)));
        Assert.That(told.Detail, Is.EqualTo("a -> not finished when the call returned"));
    }

    [Test]
    public async Task What_never_reached_a_stopped_server_stays_inside_and_is_not_counted()
    {
        var events = await TimelineAsync(
            """
            string Do(IDatabase cache)
            {
                try { return cache.StringGet("a"); }
                catch (RedisConnectionException) { return "down"; }
            }
            """,
            """
            await Snippet.CallAsync<string>("Do");
            await using (var stopped = await Cache.StopAsync())
            {
                while (stopped.Landed == 0)
                {
                    await Snippet.CallAsync<string>("Do");
                    await Task.Delay(50);
                }
            }
            var counted = Timeline.Count("redis");
            Expect(counted, Is.EqualTo(1), $"{counted} counted.");
            Expect(Timeline.Events.Any(one => one.Service == "redis" && one.SelfReported), "Nothing was told.");
            """);
        var told = events.Last(one => one.Service == "redis" && !one.IsJudges);
        Assert.That((told.Operation, told.Line, told.SelfReported), Is.EqualTo(("StringGet", (int?)3, true)));
        Assert.That(told.Detail, Does.StartWith("a -> RedisConnectionException: "));
    }

    [Test]
    public async Task Nothing_that_the_process_tells_becomes_what_the_gate_saw()
    {
        var events = await TimelineAsync(
            """
            string Do(IDatabase cache) => "nothing";
            """,
            """
            await Snippet.CallAsync<string>("Do");
            Expect(Timeline.Count("redis"), Is.EqualTo(0), "Counted.");
            """);
        Assert.That(events.Where(one => one.Service == "redis" && !one.IsJudges), Is.Empty);
    }

    private async Task<List<string>> SeenAsync(string snippet) =>
        [.. (await TimelineAsync(snippet)).Where(one => one is { Service: "redis", IsJudges: false })
            .Select(one => $"{one.Operation} {(one.Line is { } line ? line : "?")}{(one.SelfReported ? " inside" : "")}")];

    private async Task<IReadOnlyList<TimelineEvent>> TimelineAsync(string snippet, string body = """await Snippet.CallAsync<string>("Do");""")
    {
        var lab = new SmallLab
        {
            Services = "{ cache: redis }",
            Entries = ["string Do(IDatabase cache)"],
            Reference = "string Do(IDatabase cache) => cache.StringGet(\"a\");",
            Starter = "string Do(IDatabase cache) => null;",
            Checks = $"Check(\"does\", points: 1, \"does\", async () =>\n{{\n{body}\n}});",
        }.Read();
        var report = await RunAsync(lab, snippet.Replace("\r\n", "\n", StringComparison.Ordinal));
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        return report.Checks[0].Timeline;
    }
}
