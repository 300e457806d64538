using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Worlds;

/// <summary>Whatever is left behind, the look at it is bounded, says what it leaves out, and changes no verdict.</summary>
internal sealed class WhatIsTooMuch : WorldFixture
{
    [Test]
    public async Task Of_a_million_rows_the_first_are_shown_and_all_are_counted()
    {
        var report = await InspectAsync("""
            void Use(SqliteConnection db, IDatabase cache)
            {
                cache.StringSet("tea", "hot");
                Sql(db, "create table many as with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000000) select i from n");
            }
            """ + Sql);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        var many = Table(report, "many");
        Assert.That((many.Rows, many.Shown.Count), Is.EqualTo((1_000_000L, 50)));
        Assert.That(many.Shown[49], Is.EqualTo(new[] { Integer("50") }));
    }

    [Test]
    public async Task Of_megabytes_the_beginning_is_shown_with_the_whole_length()
    {
        var report = await InspectAsync("""
            void Use(SqliteConnection db, IDatabase cache)
            {
                cache.StringSet("tea", "hot");
                Sql(db, "insert into product (name) values (replace(hex(zeroblob(2500000)), '0', 'é'))");
                Sql(db, "insert into product (image) values (zeroblob(10000000))");
                for (var i = 0; i < 2; i++)
                    cache.StringAppend("large", new string('é', 250_000));
            }
            """ + Sql);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        var rows = Table(report, "product").Shown;
        Assert.That(rows[2][1], Is.EqualTo(new StoredValue("text", new string('é', 2_000), 10_000_000)));
        Assert.That(rows[3][3], Is.EqualTo(new StoredValue("blob", new string('0', 512), 10_000_000)));
        var key = Key(report, "large");
        Assert.That((key.Size, key.Items.Single().Value), Is.EqualTo((1_000_000L, new StoredValue("text", new string('é', 2_000), 1_000_000))));
    }

    [Test]
    public async Task Of_a_bound_text_of_megabytes_the_beginning_is_shown_too()
    {
        var report = await InspectAsync("""
            void Use(SqliteConnection db, IDatabase cache)
            {
                cache.StringSet("tea", "hot");
                using var command = db.CreateCommand();
                command.CommandText = "insert into product (name) values ($name)";
                command.Parameters.AddWithValue("$name", new string('é', 5_000_000));
                command.ExecuteNonQuery();
            }
            """);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        Assert.That(Table(report, "product").Shown[2][1], Is.EqualTo(new StoredValue("text", new string('é', 2_000), 10_000_000)));
    }

    [Test]
    public async Task What_is_no_text_is_shown_as_bytes()
    {
        var report = await InspectAsync("""
            void Use(SqliteConnection db, IDatabase cache)
            {
                cache.StringSet("tea", new byte[] { 0x89, 0x50, 0x00, 0xff });
                cache.HashSet(new byte[] { 0xfe, 0x01 }, [new HashEntry("field", new byte[] { 0x00 }), new HashEntry("text", "é\n")]);
            }
            """);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        Assert.That(Key(report, "tea").Items.Single().Value, Is.EqualTo(new StoredValue("blob", "895000ff", null)));
        var hash = Key(report, "fe01");
        Assert.That((hash.Name.Kind, hash.Type, hash.Size), Is.EqualTo(("blob", "hash", 2L)));
        Assert.That(hash.Items.Select(item => (item.Label!.Text, item.Value)), Is.EquivalentTo(new[] { ("field", new StoredValue("blob", "00", null)), ("text", Text("é\n")) }));
    }

    [Test]
    public async Task Every_kind_of_key_shows_its_items()
    {
        var report = await InspectAsync("""
            void Use(SqliteConnection db, IDatabase cache)
            {
                cache.StringSet("tea", "hot");
                cache.ListRightPush("list", ["a", "b"]);
                cache.SetAdd("set", "one");
                cache.SortedSetAdd("scores", [new SortedSetEntry("ada", 2.5), new SortedSetEntry("bob", 1)]);
                for (var i = 0; i < 100; i++) cache.ListRightPush("long", i);
            }
            """);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        Assert.That(Keys(report).Shown.Select(key => key.Name.Text), Is.EqualTo(new[] { "list", "long", "scores", "set", "tea" }));
        Assert.That(Key(report, "list").Items.Select(item => item.Value.Text), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(Key(report, "scores").Items.Select(item => (item.Label!.Text, item.Value.Text)), Is.EqualTo(new[] { ("1", "bob"), ("2.5", "ada") }));
        Assert.That((Key(report, "long").Size, Key(report, "long").Items.Count), Is.EqualTo((100L, 20)));
    }

    [Test]
    public async Task Of_very_many_keys_and_tables_some_are_shown_within_the_room_that_there_is()
    {
        var report = await InspectAsync("""
            void Use(SqliteConnection db, IDatabase cache)
            {
                cache.StringSet("tea", "hot");
                for (var i = 0; i < 2_000; i++)
                    cache.StringSet($"key:{i}", new string('\u0001', 3_000), flags: CommandFlags.FireAndForget);
                Sql(db, "begin; " + string.Concat(Enumerable.Range(0, 200).Select(i => $"create table t{i:000} (a text, b text); insert into t{i:000} values (hex(zeroblob(5000)), hex(zeroblob(5000)));")) + "commit;");
                cache.Ping();
            }
            """ + Sql);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        var (database, keys) = (Database(report), Keys(report));
        Assert.That(database.Tables, Has.Count.LessThanOrEqualTo(40).And.Count.GreaterThan(1));
        Assert.That(database.Notes.Single(), Does.Match("more tables not shown"));
        Assert.That((keys.Count, keys.Notes.Single()), Is.EqualTo((2_001L, $"{2_001 - keys.Shown.Count} more keys not shown.")).Or.EqualTo((2_001L, $"{2_001 - keys.Shown.Count} more keys not shown: there is no room.")));
        Assert.That(database.Tables.SelectMany(table => table.Shown).SelectMany(row => row).Sum(value => value.Text.Length), Is.LessThan(32 * 1024));
    }

    [Test]
    public async Task A_row_of_many_long_values_is_shown_by_their_beginnings()
    {
        var report = await InspectAsync("""
            void Use(SqliteConnection db, IDatabase cache)
            {
                cache.StringSet("tea", "hot");
                Sql(db, $"create table wide ({string.Join(", ", Enumerable.Range(0, 50).Select(i => $"c{i} text default '{new string('x', 2_000)}'"))})");
                Sql(db, "insert into wide (c0) values (null)");
            }
            """ + Sql);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        var wide = Table(report, "wide");
        Assert.That((wide.Columns.Count, wide.Note), Is.EqualTo((40, "50 columns, the first 40 shown.")));
        Assert.That(wide.Shown.Single()[39], Is.EqualTo(new StoredValue("text", new string('x', 60), 2_000)));
    }

    [Test]
    public async Task A_damaged_file_is_told_and_nothing_else_changes()
    {
        var report = await InspectAsync("""
            void Use(SqliteConnection db, IDatabase cache)
            {
                cache.StringSet("tea", "hot");
                db.Close();
                foreach (var file in System.IO.Directory.GetFiles(System.IO.Path.GetDirectoryName(db.DataSource)!))
                    System.IO.File.WriteAllBytes(file, Enumerable.Repeat((byte)0x5a, 8192).ToArray());
            }
            """);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        Assert.That(Content<ServiceSnapshot.Unseen>(report), Is.EqualTo(new ServiceSnapshot.Unseen("db", "sqlite", "Your code damaged the database's file.")));
        Assert.That(Keys(report).Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_link_in_place_of_the_file_is_not_followed()
    {
        var report = await InspectAsync("""
            void Use(SqliteConnection db, IDatabase cache)
            {
                cache.StringSet("tea", "hot");
                System.IO.File.Delete(db.DataSource);
                System.IO.File.CreateSymbolicLink(db.DataSource, "/etc/hostname");
            }
            """);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        Assert.That(Content<ServiceSnapshot.Unseen>(report).Reason, Does.Contain("no longer a plain file"));
    }

    [Test]
    public async Task A_table_that_cannot_be_read_does_not_hide_the_others()
    {
        var report = await InspectAsync("""
            void Use(SqliteConnection db, IDatabase cache)
            {
                cache.StringSet("tea", "hot");
                Sql(db, "create view endless as with recursive n(i) as (select 1 union all select i + 1 from n) select i from n");
                Sql(db, "create virtual table search using fts5(text)");
                Sql(db, "create table \"odd \"\"name\"\"\" (\"a b\" text); insert into \"odd \"\"name\"\"\" values ('x')");
            }
            """ + Sql);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        Assert.That(Database(report).Notes, Is.EqualTo(new[] { "Views, which are not run: endless." }));
        Assert.That(Table(report, "search").Note, Does.StartWith("A virtual table"));
        Assert.That(Table(report, "odd \"name\"").Shown.Single(), Is.EqualTo(new[] { Text("x") }));
        Assert.That(Table(report, "product").Rows, Is.EqualTo(2));
    }
}
