using BackendLabs.Contract;

namespace BackendLabs.Compiler.Tests;

/// <summary>Each kind of wrong that is derived from a reference: what is taken away, what stands there instead.</summary>
public sealed class MutantTests
{
    private const string Query = """
        int Sum(SqliteConnection db, string name, int least)
        {
            using var command = db.CreateCommand();
            command.CommandText = "select sum(n) from t where name = $name and n >= $least order by n";
            command.Parameters.AddWithValue("$name", name);
            command.Parameters.AddWithValue("$least", least);
            using var reader = command.ExecuteReader();
            return reader.Read() ? reader.GetInt32(0) : -7;
        }
        """;

    private const string Twice = """
        int Sum(SqliteConnection db)
        {
            using var command = db.CreateCommand();
            command.CommandText = "select n from t";
            using var reader = command.ExecuteReader();
            reader.Read();
            using var other = db.CreateCommand();
            other.CommandText = "delete from t";
            return other.ExecuteNonQuery() + reader.GetInt32(0);
        }
        """;

    private const string Waiting = """
        async Task<int> Ask(HttpClient prices, TimeProvider time)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), time);
            using var response = await prices.GetAsync("/prices/7", limit.Token);
            var until = time.GetUtcNow().AddMinutes(10);
            for (var tries = 0; tries < 3 && time.GetUtcNow() < until; tries++)
                await Task.Delay(200);
            await Task.Delay(TimeSpan.FromMilliseconds(50 * 4), time);
            return (int)response.StatusCode;
        }
        """;

    private const string Cached = """
        string? Get(IDatabase cache, string key)
        {
            var copy = cache.StringGet(key);
            if (!copy.IsNull)
                return copy;
            cache.StringSet(key, "new", TimeSpan.FromMinutes(5));
            cache.KeyExpire(key, TimeSpan.FromMinutes(6));
            return cache.StringSet(key, "x", TimeSpan.FromMinutes(7), When.NotExists) ? "set" : null;
        }
        """;

    private const string Moved = """
        async Task Move(SqliteConnection db, int[] from)
        {
            using var transaction = db.BeginTransaction();
            using (var command = db.CreateCommand())
            {
                command.Transaction = transaction;
                command.CommandText = "update t set n = n - 1 where n > 0";
                await command.ExecuteNonQueryAsync();
            }
            for (var i = 0; i < from.Length; i++)
                Console.WriteLine(from[i]);
            try { Forget("x"); }
            catch (FormatException) { Console.WriteLine("no"); }
            try { Forget("y"); }
            finally { Console.WriteLine("end"); }
            transaction.Commit();
        }

        void Forget(string what) => Console.WriteLine(what);
        """;

    private const string Queued = """
        bool Queue(IDatabase cache, string key)
        {
            var transaction = cache.CreateTransaction();
            transaction.AddCondition(Condition.KeyNotExists(key));
            _ = transaction.StringSetAsync(key, 1);
            return transaction.Execute();
        }
        """;

    [TestCase(Query, "where", "+ command.CommandText = \"select sum(n) from t order by n\";")]
    [TestCase(Query, "where", "+ command.CommandText = \"select sum(n) from t where n >= $least order by n\";")]
    [TestCase(Query, "where", "+ command.CommandText = \"select sum(n) from t where name = $name order by n\";")]
    [TestCase(Query, "order", "+ command.CommandText = \"select sum(n) from t where name = $name and n >= $least\";")]
    [TestCase(Query, "comparison", "+ command.CommandText = \"select sum(n) from t where name <> $name and n >= $least order by n\";")]
    [TestCase(Query, "bound", "+ command.CommandText = \"select sum(n) from t where name = $name and n > $least order by n\";")]
    [TestCase(Query, "parameter", "+ command.CommandText = $\"select sum(n) from t where name = '{name}' and n >= $least order by n\";")]
    [TestCase(Twice, "using", "+ var reader = command.ExecuteReader();", Description = "It stands in the way of what follows on its connection.")]
    [TestCase(Query, "comparison", "+ return !(reader.Read()) ? reader.GetInt32(0) : -7;")]
    [TestCase(Query, "bound", "+ return reader.Read() ? reader.GetInt32(1) : -7;")]
    [TestCase(Query, "bound", "+ return reader.Read() ? reader.GetInt32(0) : -6;")]
    [TestCase(Query, "constant", "+ return 0;")]
    [TestCase(Query, "statement", "- command.Parameters.AddWithValue(\"$least\", least);")]
    [TestCase(Cached, "ttl", "+ cache.StringSet(key, \"new\");")]
    [TestCase(Cached, "ttl", "- cache.KeyExpire(key, TimeSpan.FromMinutes(6));")]
    [TestCase(Cached, "ttl", "+ return cache.StringSet(key, \"x\", null, When.NotExists) ? \"set\" : null;")]
    [TestCase(Cached, "cache", "+ var copy = RedisValue.Null;")]
    [TestCase(Cached, "cache", "- cache.StringSet(key, \"new\", TimeSpan.FromMinutes(5));")]
    [TestCase(Cached, "cache", "+ return true ? \"set\" : null;")]
    [TestCase(Cached, "comparison", "+ if (copy.IsNull)")]
    [TestCase(Cached, "constant", "+ return \"\";")]
    [TestCase(Waiting, "bound", "tries < 4")]
    [TestCase(Waiting, "comparison", "time.GetUtcNow() >= until")]
    [TestCase(Moved, "transaction", "- using var transaction = db.BeginTransaction();\n- command.Transaction = transaction;\n- transaction.Commit();")]
    [TestCase(Moved, "await", "+ _ = command.ExecuteNonQueryAsync();")]
    [TestCase(Moved, "bound", "+ for (var i = 0; i <= from.Length; i++)")]
    [TestCase(Moved, "comparison", "+ for (var i = 0; i >= from.Length; i++)")]
    [TestCase(Moved, "catch", "+ { Forget(\"x\"); }")]
    [TestCase(Moved, "finally", "+ { Forget(\"y\"); }\n+ { Console.WriteLine(\"end\"); }")]
    [TestCase(Moved, "statement", "+ { }")]
    [TestCase(Queued, "transaction", "- var transaction = cache.CreateTransaction();\n- transaction.AddCondition(Condition.KeyNotExists(key));\n+ var transaction = cache;\n- return transaction.Execute();\n+ return true;")]
    public void A_small_wrong_is_derived(string reference, string kind, string change)
    {
        var changes = Mutants(reference).Mutants.Where(mutant => mutant.Kind == kind).Select(ChangeOf).ToList();
        Assert.That(changes, Has.Some.Contains(change), () => string.Join("\n\n", changes));
    }

    [TestCase(Query, "parameter", "{least}", Description = "Nothing can be smuggled in with a number.")]
    [TestCase(Query, "using", "+ var command", Description = "Nobody sees that a command was not disposed.")]
    [TestCase(Query, "using", "+ var reader", Description = "The connection is closed after the call, and nothing follows on it.")]
    [TestCase(Waiting, "using", "+ var limit")]
    [TestCase(Waiting, "using", "+ var response")]
    [TestCase(Waiting, "bound", "FromSeconds(29)", Description = "A second less may be right as well.")]
    [TestCase(Waiting, "bound", "AddMinutes(11)")]
    [TestCase(Waiting, "bound", "Delay(201)")]
    [TestCase(Waiting, "bound", "51 * 4")]
    [TestCase(Waiting, "bound", "<= until")]
    public void What_nobody_could_notice_is_left_alone(string reference, string kind, string change) =>
        Assert.That(Mutants(reference).Mutants.Where(mutant => mutant.Kind == kind).Select(ChangeOf), Has.None.Contains(change));

    [Test]
    public void Each_text_comes_once_and_each_id_once()
    {
        var mutants = Mutants(Moved).Mutants;
        Assert.That(mutants.Select(mutant => mutant.Text), Is.Unique);
        Assert.That(mutants.Select(mutant => mutant.Id[..mutant.Id.IndexOf('-')] + mutant.Id[^8..]), Is.Unique);
        Assert.That(mutants.Select(mutant => mutant.Assembly), Has.All.Not.Empty);
    }

    [Test]
    public void What_does_not_compile_is_counted_and_dropped()
    {
        // With another comparison nothing changes for the compiler; without an assignment the value is missing.
        var set = Mutants("int F(int n) { int m; if (n == 0) m = 1; else m = 2; return m; }");
        Assert.That(set.Uncompiled, Is.EqualTo(2));
    }

    [Test]
    public void An_id_lasts_when_other_lines_change()
    {
        var before = Mutants("int F(int n) => n + 1;").Mutants;
        var after = Mutants("// A line more.\n\nint F(int n) => n + 1;").Mutants;
        Assert.That(after.Zip(before, (one, other) => Mutant.IsSame(one.Id, other.Id)), Has.All.True);
        Assert.That(after[0].Line, Is.EqualTo(3));
    }

    [Test]
    public void The_diff_can_be_read_by_patch()
    {
        var mutant = Mutants("int F(int n)\n{\n    return n;\n}\n").Mutants.First(one => one.Description.Contains('0'));
        Assert.That(mutant.Diff, Is.EqualTo("@@ -1,5 +1,5 @@\n int F(int n)\n {\n-    return n;\n+    return 0;\n }\n \n"));
    }

    [Test]
    public void A_reference_that_does_not_compile_has_no_mutants_but_diagnostics()
    {
        var reply = Bench.Mutants("int F() => unknown;");
        Assert.That(reply.Mutants, Is.Null);
        Assert.That(Bench.Text(reply), Does.Contain("unknown"));
    }

    private static MutantSet Mutants(string reference) => Bench.Mutants(reference) is { Mutants: { } set } ? set : throw new AssertionException("It does not compile.");

    private static string ChangeOf(Mutant mutant) => string.Join('\n', mutant.Diff.Split('\n')
        .Where(line => line is ['-' or '+', ..])
        .Select(line => $"{line[0]} {line[1..].Trim()}"));
}
