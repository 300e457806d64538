using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Plans;

/// <summary>Statements, round trips and keys that a check counts, and plans that it asks for, on the live parts.</summary>
internal sealed class CountsAndPlans : LiveRunner
{
    private const string Tables = "create table item (id integer primary key, owner integer not null, name text not null);\ninsert into item values (1, 7, 'tea'), (2, 8, 'cup');";

    private static readonly string[] Entries = ["List<string> Names(SqliteConnection db, int owner)"];

    private const string ByOwner = """
        List<string> Names(SqliteConnection db, int owner)
        {
            using var command = db.CreateCommand();
            command.CommandText = "create index if not exists item_of_owner on item (owner)";
            command.ExecuteNonQuery();
            command.CommandText = "select name from item where owner = $owner order by name";
            command.Parameters.AddWithValue("$owner", owner);
            using var reader = command.ExecuteReader();
            var names = new List<string>();
            while (reader.Read())
                names.Add(reader.GetString(0));
            return names;
        }
        """;

    private const string SearchCheck = """
        Check("searches", points: 1, "searches", async () =>
        {
            foreach (var times in new[] { 1, 100 })
            {
                Db.Execute("delete from item");
                Db.InsertAll("item", Enumerable.Range(1, 20 * times).Select(i => new { id = i, owner = i % 20, name = $"n{i:0000}" }));
                var watch = Timeline.Watch();
                var names = await Snippet.CallAsync<List<string>>("Names", 3);
                Expect(names, Has.Count.EqualTo(times), "What owner 3 has.");
                Expect(watch.Statements, Has.Count.LessThanOrEqualTo(2), "One to look, one to make the index.");
                var asked = watch.Statements.Single(statement => statement.Verb == "select");
                Expect(asked.Sql, Does.Contain("$").And.Not.Contains("= 3"), "The text has no value in it.");
                Expect(await Db.PlanAsync(asked), Plan.Searches("item", "owner"), $"At {times} times the data it looks at every row ({asked.Stepped}).", at: asked.Event);
            }
        });
        """;

    [Test]
    public async Task A_statement_that_ran_is_counted_and_its_plan_searches_at_one_and_a_hundred_times_the_data()
    {
        var report = await RunAsync(Lab(SearchCheck), ByOwner);
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
    }

    [Test]
    public async Task A_scan_fails_and_shows_its_plan()
    {
        var report = await RunAsync(Lab(SearchCheck), ByOwner.Replace("on item (owner)", "on item (name)", StringComparison.Ordinal));
        var failed = (CheckStatus.Failed)report.Checks[0].Status;
        Assert.Multiple(() =>
        {
            Assert.That(failed.Expected, Is.EqualTo("a search in item by owner"));
            Assert.That(failed.Plan.Select(step => $"{step.Depth} {step.Text}"), Is.EqualTo(new[]
            {
                "0 select name from item where owner = $owner order by name", "1 SCAN item USING INDEX item_of_owner",
            }));
            Assert.That(report.Checks[0].Timeline[report.Checks[0].At!.Value].Line, Is.EqualTo(8), "Where it was asked.");
        });
    }

    [Test]
    public async Task A_pattern_that_is_a_parameter_is_planned_with_its_value()
    {
        var lab = Lab("""
            Check("pattern", points: 1, "searches by a pattern", async () =>
            {
                var watch = Timeline.Watch();
                await Snippet.CallAsync<List<string>>("Names", 7);
                Expect(await Db.PlanAsync(watch.Statements[^1]), Plan.Searches("item", "name"), "LIKE with a fixed beginning searches.");
            });
            """);
        var report = await RunAsync(lab, """
            List<string> Names(SqliteConnection db, int owner)
            {
                using var index = new SqliteCommand("create index by_name on item (name collate nocase)", db);
                index.ExecuteNonQuery();
                using var command = new SqliteCommand("select name from item where name like $pattern", db);
                command.Parameters.AddWithValue("$pattern", "te%");
                return [(string)command.ExecuteScalar()!];
            }
            """);
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
    }

    [Test]
    public async Task Statements_on_a_connection_of_the_snippets_own_are_counted_too()
    {
        var lab = Lab("""
            Check("counts", points: 1, "counts", async () =>
            {
                Expect(await Snippet.CallAsync<List<string>>("Names", 7), Is.EqualTo(new[] { "tea" }), "The name.");
                Expect(Timeline.Statements, Has.Count.EqualTo(3), "All that ran.");
            });
            """);
        var report = await RunAsync(lab, """
            List<string> Names(SqliteConnection db, int owner)
            {
                using var mine = new SqliteConnection(db.ConnectionString);
                mine.Open();
                for (var i = 0; i < 2; i++)
                {
                    using var other = new SqliteCommand("select 1", mine);
                    other.ExecuteScalar();
                }
                using var command = new SqliteCommand($"select name from item where owner = {owner}", mine);
                return [(string)command.ExecuteScalar()!];
            }
            """);
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
    }

    [Test]
    public async Task A_bound_that_nothing_came_near_fails_its_check()
    {
        var lab = Lab("""
            Check("few", points: 1, "few statements", async () =>
            {
                await Snippet.CallAsync<List<string>>("Names", 7);
                Expect(Timeline.Statements, Has.Count.LessThanOrEqualTo(2), "Few.");
            });
            """);
        var report = await RunAsync(lab, "List<string> Names(SqliteConnection db, int owner) => [];");
        Assert.That((report.Checks[0].Status as CheckStatus.Failed)?.Message, Does.StartWith("There was nothing to count"), () => Words.Of(report));
    }

    [Test]
    public async Task Round_trips_and_keys_are_what_the_gate_saw()
    {
        Needs.Program("redis-server", "redis-server");
        var lab = new SmallLab
        {
            Checks = """
                Check("counts", points: 1, "counts", async () =>
                {
                    await Snippet.CallAsync("Put", "a");
                    var watch = Timeline.Watch();
                    await Snippet.CallAsync("Put", "b");
                    Expect(watch.Keys, Is.EqualTo(new[] { "x:b", "y:b", "z:b" }), "The keys.");
                    Expect(watch.RoundTrips("redis"), Is.EqualTo(2), "A command, and a transaction of two.");
                    Expect(Timeline.RoundTrips("redis"), Is.EqualTo(4), "Both calls.");
                });
                """,
            Entries = ["void Put(IDatabase cache, string name)"],
            Reference = Put,
            Starter = Put,
            Services = "{ cache: redis }",
        }.Read();
        var report = await RunAsync(lab, Put);
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
    }

    private const string Put = """
        void Put(IDatabase cache, string name)
        {
            cache.StringSet($"x:{name}", "1");
            var both = cache.CreateTransaction();
            _ = both.StringSetAsync($"y:{name}", "1");
            _ = both.StringSetAsync($"z:{name}", "1");
            both.Execute();
        }
        """;

    private static Lab Lab(string checks) => new SmallLab
    {
        Checks = checks,
        Entries = Entries,
        Reference = ByOwner,
        Starter = ByOwner,
        Services = "{ db: sqlite }",
        Seed = Tables,
        Limits = "{ wall: 10s, memory: 256MB, output: 16KB }",
    }.Read();
}
