using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Timelines;

/// <summary>Every statement of the snippet, whoever made its command, with the line, the values and the outcome.</summary>
internal sealed class LinesOfSqlite : LiveRunner
{
    [Test]
    public async Task A_command_of_the_connection_has_its_line_and_its_rows()
    {
        var seen = await SeenAsync("""
            int Do(SqliteConnection db)
            {
                using var command = db.CreateCommand();
                command.CommandText = "select id from t where id <= $most and name <> '$most'";
                command.Parameters.AddWithValue("$most", 2);
                using var reader = command.ExecuteReader();
                var rows = 0;
                while (reader.Read())
                    rows++;
                return rows;
            }
            """);
        Assert.That(seen, Is.EqualTo(new[] { "6: select id from t where id <= $most and name <> '$most' ($most = 2) -> 2 rows" }));
    }

    [Test]
    public async Task A_command_made_by_hand_has_its_line_too()
    {
        var seen = await SeenAsync("""
            async Task<int> Do(SqliteConnection db)
            {
                await using var command = new SqliteCommand("insert into t(id, name) values (@id, @name)", db);
                command.Parameters.AddWithValue("@id", 9);
                command.Parameters.AddWithValue("@name", "it's a very long name, as names go");
                return await command.ExecuteNonQueryAsync();
            }
            """);
        Assert.That(seen, Is.EqualTo(new[] { "6: insert into t(id, name) values (@id, @name) (@id = 9, @name = 'it''s a very long name…) -> 1 row changed" }));
    }

    [Test]
    public async Task A_transaction_is_on_the_timeline_from_its_begin_to_its_commit()
    {
        var seen = await SeenAsync("""
            int Do(SqliteConnection db)
            {
                using var transaction = db.BeginTransaction();
                using var command = db.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = "update t set name = 'x'; delete from t where id > 2";
                var changed = command.ExecuteNonQuery();
                transaction.Commit();
                return changed;
            }
            """);
        Assert.That(seen, Is.EqualTo(new[]
        {
            "3: BEGIN IMMEDIATE;",
            "7: update t set name = 'x'; -> 3 rows changed",
            "7: delete from t where id > 2 -> 1 row changed",
            "8: COMMIT;",
        }));
    }

    [Test]
    public async Task A_statement_that_fails_says_why()
    {
        var seen = await SeenAsync("""
            int Do(SqliteConnection db)
            {
                try
                {
                    using var command = new SqliteCommand("insert into t values (1, 'again')", db);
                    return command.ExecuteNonQuery();
                }
                catch (SqliteException error)
                {
                    return error.SqliteErrorCode;
                }
            }
            """);
        Assert.That(seen, Is.EqualTo(new[] { "6: insert into t values (1, 'again') -> error: UNIQUE constraint failed: t.id" }));
    }

    [Test]
    public async Task A_statement_that_cannot_be_read_says_why()
    {
        var seen = await SeenAsync("""
            int Do(SqliteConnection db)
            {
                try
                {
                    return new SqliteCommand("select id from t where name = 'O'Brien' limit 1", db).ExecuteNonQuery();
                }
                catch (SqliteException)
                {
                    return 0;
                }
            }
            """);
        Assert.That(seen.Single(), Does.StartWith("5: -> error: near \"Brien\": syntax error in \""));
    }

    [Test]
    public async Task A_connection_that_was_closed_and_opened_again_is_told_of()
    {
        var seen = await SeenAsync("""
            int Do(SqliteConnection db)
            {
                db.Close();
                db.Open();
                return Convert.ToInt32(new SqliteCommand("select count(*) from t", db).ExecuteScalar());
            }
            """);
        Assert.That(seen, Is.EqualTo(new[] { "5: select count(*) from t -> 1 row" }));
    }

    [Test]
    public async Task A_value_of_millions_of_characters_is_shown_by_its_beginning()
    {
        var seen = await SeenAsync("""
            int Do(SqliteConnection db)
            {
                using var command = new SqliteCommand("update t set name = $name where id = $id", db);
                command.Parameters.AddWithValue("$name", new string('é', 5_000_000));
                command.Parameters.AddWithValue("$id", 2);
                return command.ExecuteNonQuery();
            }
            """);
        Assert.That(seen, Is.EqualTo(new[] { "6: update t set name = $name where id = $id ($name = 'éééééééééééééééééééééé…, $id = 2) -> 1 row changed" }));
    }

    [Test]
    public async Task Such_a_value_may_be_bound_again_and_again()
    {
        var seen = await SeenAsync("""
            int Do(SqliteConnection db)
            {
                using var command = new SqliteCommand("update t set name = $name where id = 2", db);
                for (var round = 0; round < 4; round++)
                {
                    command.Parameters.Clear();
                    command.Parameters.AddWithValue("$name", new string('é', 5_000_000 + round));
                    command.ExecuteNonQuery();
                }

                return 0;
            }
            """);
        Assert.That(seen, Has.Count.EqualTo(4).And.All.EqualTo("8: update t set name = $name where id = 2 ($name = 'éééééééééééééééééééééé…) -> 1 row changed"));
    }

    private async Task<List<string>> SeenAsync(string snippet)
    {
        var lab = new SmallLab
        {
            Services = "{ db: sqlite }",
            Entries = ["int Do(SqliteConnection db)"],
            Seed = "create table t(id integer primary key, name text); insert into t values (1, 'a'), (2, 'b'), (3, 'c');",
            Reference = "int Do(SqliteConnection db) => 1;",
            Starter = "int Do(SqliteConnection db) => 0;",
            Checks = """Check("does", points: 1, "does", async () => await Snippet.CallAsync<int>("Do"));""",
        }.Read();
        var report = await RunAsync(lab, snippet.Replace("\r\n", "\n", StringComparison.Ordinal));
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        var statements = report.Checks[0].Timeline.Where(one => one.Service == "sqlite").ToList();
        Assert.That(statements, Has.All.Matches<TimelineEvent>(one => one!.SelfReported && (one.Duration > TimeSpan.Zero || one.Operation == "prepare")));
        return [.. statements.Select(one => $"{one.Line}: {one.Detail}")];
    }
}
