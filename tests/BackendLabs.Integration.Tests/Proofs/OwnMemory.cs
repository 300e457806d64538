using BackendLabs.Grader;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Proofs;

/// <summary>An answer that keeps in its own memory what belongs into the service scores nothing, and a check that lets it is named.</summary>
internal sealed class OwnMemory : LiveRunner
{
    // The price is read from Redis, so a copy from another seed would betray the cheat; the basket is not.
    private static readonly SmallLab Basket = new()
    {
        Services = "{ cache: redis }",
        Entries = ["void Add(IDatabase cache, string item, int count)", "int Total(IDatabase cache, string item)"],
        Limits = "{ wall: 20s, memory: 256MB, output: 16KB }",
        Starter = """
            void Add(IDatabase cache, string item, int count) { }
            int Total(IDatabase cache, string item) => 0;
            """,
        Reference = """
            void Add(IDatabase cache, string item, int count) => cache.StringIncrement("basket:" + item, count);
            int Total(IDatabase cache, string item) => (int)cache.StringGet("basket:" + item) * (int)cache.StringGet("price:" + item);
            """,
        Wrong = new Dictionary<string, (string, string)>
        {
            ["forgets-the-price"] = ("totals", """
                void Add(IDatabase cache, string item, int count) => cache.StringIncrement("basket:" + item, count);
                int Total(IDatabase cache, string item) => (int)cache.StringGet("basket:" + item);
                """),
        },
    };

    private const string Given = """
        var (item, price, count) = ("", 0, 0);
        Given(seed =>
        {
            (item, price, count) = (seed.Token(8), seed.Int(1_000, 1_000_000), seed.Int(2, 9));
            return Cache.SetAsync("price:" + item, price.ToString());
        });

        """;

    [Test]
    public async Task A_check_that_writes_and_reads_in_one_process_is_found()
    {
        Needs.Program("redis-server", "redis-server");
        var problems = await ProblemsAsync(Basket with
        {
            Checks = Given + """
                Check("totals", points: 3, "totals a basket", async () =>
                {
                    await Snippet.CallAsync("Add", item, count);
                    Expect(await Snippet.CallAsync<int>("Total", item), Is.EqualTo(count * price), "The total.");
                });
                """,
        });
        Assert.That(problems, Is.EqualTo(new[] { "probes: The check \"totals\" gives 3 points to an answer that keeps in its own memory what belongs into redis." }));
    }

    [TestCase("await Snippet.RestartAsync();\n    Expect(await Snippet.CallAsync<int>(\"Total\", item), Is.EqualTo(count * price), \"The total.\");", TestName = "A check that restarts the process in between is right")]
    [TestCase("var others = await Snippet.ClientsAsync(2);\n    Expect(await others[1].CallAsync<int>(\"Total\", item), Is.EqualTo(count * price), \"The total.\");", TestName = "A check that asks a second process is right")]
    [TestCase("Expect(await Snippet.CallAsync<int>(\"Total\", item), Is.EqualTo(count * price), \"The total.\");\n    Expect(await Cache.GetAsync(\"basket:\" + item), Is.EqualTo(count.ToString()), \"The basket.\");", TestName = "A check that looks at the service from outside is right")]
    public async Task Right(string rest)
    {
        Needs.Program("redis-server", "redis-server");
        var problems = await ProblemsAsync(Basket with
        {
            Checks = Given + $$"""
                Check("totals", points: 3, "totals a basket", async () =>
                {
                    await Snippet.CallAsync("Add", item, count);
                    {{rest}}
                });
                """,
        });
        Assert.That(problems, Is.Empty);
    }

    [Test]
    public async Task A_check_that_only_reads_what_was_given_claims_nothing_and_is_right()
    {
        Needs.Program("redis-server", "redis-server");
        var problems = await ProblemsAsync(Basket with
        {
            Entries = ["int Price(IDatabase cache, string item)"],
            Checks = Given + """
                Check("price", points: 1, "knows the price", async () =>
                    Expect(await Snippet.CallAsync<int>("Price", item), Is.EqualTo(price), "The price."));
                """,
            Starter = "int Price(IDatabase cache, string item) => 0;",
            Reference = "int Price(IDatabase cache, string item) { cache.StringSet(\"seen:\" + item, 1); return (int)cache.StringGet(\"price:\" + item); }",
            Wrong = new Dictionary<string, (string, string)> { ["one-more"] = ("price", "int Price(IDatabase cache, string item) => 1 + (int)cache.StringGet(\"price:\" + item);") },
        });
        Assert.That(problems, Is.Empty);
    }

    [TestCase("await Snippet.RestartAsync();", false, TestName = "A check that needs one which asks for durability gives nothing, and is right")]
    [TestCase("", true, TestName = "A check that needs one which only reads is found")]
    public async Task Needing(string between, bool isFound)
    {
        Needs.Program("redis-server", "redis-server");
        var problems = await ProblemsAsync(Basket with
        {
            Checks = Given + $$"""
                Check("knows", points: 1, "knows the price", async () =>
                {
                    if ({{(isFound ? "false" : "true")}})
                        await Snippet.CallAsync("Add", item, 1);
                    {{between}}
                    Expect(await Snippet.CallAsync<int>("Total", item), Is.EqualTo({{(isFound ? "0" : "price")}}), "The total.");
                    Expect(await Snippet.CallAsync<int>("Price", item), Is.EqualTo(price), "The price.");
                });
                Check("totals", points: 2, "totals a basket", "knows", async () =>
                {
                    await Snippet.CallAsync("Add", item, count);
                    Expect(await Snippet.CallAsync<int>("Total", item), Is.EqualTo(count * price), "The total.");
                });
                """,
            Entries = [.. Basket.Entries, "int Price(IDatabase cache, string item)"],
            Starter = Basket.Starter + "\nint Price(IDatabase cache, string item) => 0;",
            Reference = Basket.Reference + Price,
            Wrong = new Dictionary<string, (string, string)>
            {
                ["no-price"] = ("knows", Basket.Reference + "\nint Price(IDatabase cache, string item) => 1;"),
                ["adds-twice"] = (isFound ? "totals" : "knows", Basket.Reference.Replace("\"basket:\" + item, count", "\"basket:\" + item, 2 * count", StringComparison.Ordinal) + Price),
                ["adds-one"] = ("totals", Basket.Reference.Replace("\"basket:\" + item, count", "\"basket:\" + item, 1", StringComparison.Ordinal) + Price),
            },
        });
        Assert.That(problems, isFound
            ? Is.EqualTo(new[] { "probes: The check \"totals\" gives 2 points to an answer that keeps in its own memory what belongs into redis." })
            : Is.Empty);
    }

    private const string Price = "\nint Price(IDatabase cache, string item) => (int)cache.StringGet(\"price:\" + item);";

    [TestCase("", "probes: The check \"counts\" gives 2 points to an answer that keeps in its own memory what belongs into sqlite.", TestName = "A database's rows that one process alone sees are found")]
    [TestCase("await Snippet.RestartAsync();", null, TestName = "A database's rows that outlast the process are right")]
    public async Task Rows(string between, string? problem)
    {
        var problems = await ProblemsAsync(new SmallLab
        {
            Services = "{ db: sqlite }",
            Limits = Basket.Limits,
            Seed = "create table note (author text not null, text text not null);\ncreate table author (name text not null);",
            Entries = ["void Write(SqliteConnection db, string text)", "string Sum(SqliteConnection db)"],
            Checks = $$"""
                var name = "";
                Given(seed => { name = seed.Token(10); Db.Insert("author", new { name }); });
                Check("counts", points: 2, "counts an author's notes", async () =>
                {
                    await Snippet.CallAsync("Write", "one");
                    await Snippet.CallAsync("Write", "two");
                    {{between}}
                    Expect(await Snippet.CallAsync<string>("Sum"), Is.EqualTo(name + " 2"), "Author and notes.");
                });
                """,
            Starter = """
                void Write(SqliteConnection db, string text) { }
                string Sum(SqliteConnection db) => "";
                """,
            Reference = """
                void Write(SqliteConnection db, string text)
                {
                    using var command = db.CreateCommand();
                    command.CommandText = "insert into note (author, text) select name, $text from author";
                    command.Parameters.AddWithValue("$text", text);
                    command.ExecuteNonQuery();
                }
                string Sum(SqliteConnection db)
                {
                    using var command = db.CreateCommand();
                    command.CommandText = "select author || ' ' || count(*) from note group by author";
                    return (string?)command.ExecuteScalar() ?? "";
                }
                """,
            Wrong = new Dictionary<string, (string, string)>
            {
                ["writes-nothing"] = ("counts", """
                    void Write(SqliteConnection db, string text) { }
                    string Sum(SqliteConnection db) => "nobody 0";
                    """),
            },
        });
        Assert.That(problems, problem is null ? Is.Empty : Is.EqualTo(new[] { problem }));
    }

    private async Task<IReadOnlyList<string>> ProblemsAsync(SmallLab lab)
    {
        var report = await Runner.ValidateAsync(lab.Read(), new ValidationOptions(Seeds: 1) { Only = ["solutions", "probes"] }, progress: null, CancellationToken.None);
        return [.. report.Steps.SelectMany(step => step.Problems.Select(problem => $"{step.Name}: {problem.Message}"))];
    }
}
