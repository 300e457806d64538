using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Worlds;

/// <summary>After each check its tables and keys can be looked at, as they were at its end, and no verdict rests on it.</summary>
internal sealed class WhatIsLeft : WorldFixture
{
    [Test]
    public async Task Nobody_looks_unless_asked()
    {
        var report = await RunAsync(Shop, Honest);
        Assert.That(report.Checks.Select(check => check.World), Is.All.Null);
    }

    [Test]
    public async Task Tables_and_keys_are_seen_after_a_check_that_passed()
    {
        var report = await InspectAsync(Honest);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        var product = Table(report, "product");
        Assert.That(product.Columns, Is.EqualTo(new[]
        {
            new ColumnSnapshot("id", "integer", IsKey: true), new ColumnSnapshot("name", "text", IsKey: false),
            new ColumnSnapshot("price", "real", IsKey: false), new ColumnSnapshot("image", "blob", IsKey: false),
        }));
        Assert.That(product.Rows, Is.EqualTo(2));
        Assert.That(product.Shown[0], Is.EqualTo(new[] { Integer("1"), Text("tea"), new StoredValue("real", "4.5", null), Null }));
        Assert.That(product.Shown[1], Is.EqualTo(new[] { Integer("2"), Text(""), Null, new StoredValue("blob", "00ff", null) }));
        Assert.That(product.Note, Is.Null);

        var keys = Keys(report);
        Assert.That(keys.Count, Is.EqualTo(1));
        Assert.That(keys.Shown[0].Name, Is.EqualTo(Text("tea")));
        Assert.That(keys.Shown[0].Items.Single().Value, Is.EqualTo(Text("hot")));
        Assert.That(keys.Shown[0].ExpiresIn, Is.GreaterThan(TimeSpan.FromSeconds(30)).And.LessThanOrEqualTo(TimeSpan.FromSeconds(60)));
    }

    [Test]
    public async Task They_are_seen_after_a_check_that_failed()
    {
        var report = await InspectAsync("""
            void Use(SqliteConnection db, IDatabase cache)
            {
                Sql(db, "insert into product (name) values ('cup')");
                cache.StringSet("wrong", "key");
            }
            """ + Sql);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Failed>(), () => Words.Of(report));
        Assert.That(Table(report, "product").Shown[^1][1], Is.EqualTo(Text("cup")));
        Assert.That(Keys(report).Shown.Single().Name, Is.EqualTo(Text("wrong")));
    }

    [Test]
    public async Task They_are_seen_after_an_exception_and_after_a_time_limit()
    {
        var threw = await InspectAsync("""
            void Use(SqliteConnection db, IDatabase cache)
            {
                cache.StringSet("before", "it");
                throw new InvalidOperationException("not today");
            }
            """);
        Assert.That(threw.Verdict, Is.TypeOf<Verdict.RuntimeError>(), () => Words.Of(threw));
        Assert.That(Keys(threw).Shown.Single().Name, Is.EqualTo(Text("before")));

        var endless = await InspectAsync("""
            void Use(SqliteConnection db, IDatabase cache)
            {
                Sql(db, "insert into product (name) values ('cup')");
                while (true);
            }
            """ + Sql);
        Assert.That(endless.Verdict, Is.TypeOf<Verdict.TimeLimit>(), () => Words.Of(endless));
        Assert.That(Table(endless, "product").Rows, Is.EqualTo(3));
    }

    [Test]
    public async Task What_was_not_committed_is_gone_and_its_lock_is_in_nobodys_way()
    {
        var report = await InspectAsync("""
            void Use(SqliteConnection db, IDatabase cache)
            {
                Sql(db, "begin exclusive; update product set name = 'lost'");
                Thread.Sleep(Timeout.Infinite);
            }
            """ + Sql);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.TimeLimit>(), () => Words.Of(report));
        Assert.That(Table(report, "product").Shown.Select(row => row[1]), Is.EqualTo(new[] { Text("tea"), Text("") }));
    }

    [Test]
    public async Task Who_still_writes_is_ended_before_anybody_looks()
    {
        var report = await InspectAsync("""
            void Use(SqliteConnection db, IDatabase cache)
            {
                cache.StringSet("tea", "hot", TimeSpan.FromSeconds(60));
                Sql(db, "create table noise (n integer)");
                for (var i = 0; i < 3; i++)
                {
                    new Thread(() =>
                    {
                        using var own = new SqliteConnection(db.ConnectionString);
                        own.Open();
                        while (true) { try { Sql(own, "insert into noise values (1)"); } catch (SqliteException) { } }
                    }) { IsBackground = true }.Start();
                }
                Thread.Sleep(100);
            }
            """ + Sql);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        Assert.That(Table(report, "noise").Rows, Is.Positive);
    }

    [Test]
    public async Task Redis_is_seen_though_a_fault_has_stopped_it()
    {
        var lab = (ShopText with
        {
            Checks = """
                Check("stopped", points: 1, "goes on without Redis", async () =>
                {
                    await Cache.SetAsync("kept", "in the server");
                    await using var down = await Cache.StopAsync();
                    await Snippet.CallAsync("Use");
                });
                """,
        }).Read();
        var report = await InspectAsync("void Use(SqliteConnection db, IDatabase cache) => cache.StringSet(\"lost\", \"1\");", lab);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.RuntimeError>(), () => Words.Of(report));
        Assert.That(Keys(report).Shown.Single().Name, Is.EqualTo(Text("kept")));
    }

    [Test]
    public async Task Each_check_has_a_world_of_its_own_and_one_that_was_not_run_has_none()
    {
        var lab = (ShopText with
        {
            Checks = """
                Check("first", points: 1, "leaves a key", async () => { await Snippet.CallAsync("Use"); Expect(await Cache.ExistsAsync("missing"), "It is missing."); });
                Check("second", points: 1, "leaves a row", async () => Db.Execute("delete from product"));
                Check("third", points: 1, "comes after", "first", async () => await Snippet.CallAsync("Use"));
                """,
        }).Read();
        var report = await InspectAsync(Honest, lab);

        Assert.That(Keys(report, 0).Count, Is.EqualTo(1));
        Assert.That((Keys(report, 1).Count, Table(report, "product", 1).Rows), Is.EqualTo((0, 0)));
        Assert.That((report.Checks[2].Status, report.Checks[2].World), Is.EqualTo((new CheckStatus.NotRun("first"), (WorldSnapshot?)null)));
    }
}
