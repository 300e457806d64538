using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Attacks.Tests;

/// <summary>The small labs that attacks are run in, by the name that their files say. Limits are small, so that reaching them is quick.</summary>
internal static class Arenas
{
    private static readonly string Limits = Within(2);

    // Connecting to Redis takes most of a second of processor time in a cold process; where the check restarts it, twice.
    private static readonly string CacheLimits = Within(4);
    private static readonly string BothLimits = Within(8);

    // A private server has to start, twice where a run is repeated.
    private static readonly string ServerLimits = Within(8);

    private const string Products = "create table product (id integer primary key, name text not null);\n";

    /// <summary>Without any service: where most attacks on the sandbox happen.</summary>
    public static Lab Plain { get; } = new SmallLab { Limits = Limits }.Read();

    private static readonly Lab Db = new SmallLab
    {
        Services = "{ db: sqlite }",
        Limits = Limits,
        Seed = Products,
        Entries = ["void Rename(SqliteConnection db, int id, string name)"],
        Checks = """
            var word = "";
            Given(seed =>
            {
                word = seed.Word();
                Db.Insert("product", new { id = 7, name = "unnamed" });
            });
            Check("renames", points: 1, "gives a product another name", async () =>
            {
                await Snippet.CallAsync("Rename", 7, word);
                Expect(Db.Scalar<string>("select name from product where id = 7"), Is.EqualTo(word), "The name in the database.");
            });
            """,
        Starter = "void Rename(SqliteConnection db, int id, string name) { }",
        Reference = """
            void Rename(SqliteConnection db, int id, string name)
            {
                using var command = db.CreateCommand();
                command.CommandText = "update product set name = $name where id = $id";
                command.Parameters.AddWithValue("$name", name);
                command.Parameters.AddWithValue("$id", id);
                command.ExecuteNonQuery();
            }
            """,
    }.Read();

    private static readonly Lab Cache = Remembering("{ cache: { kind: redis, scripting: false } }");

    private static readonly Lab Scripts = Remembering("{ cache: redis }");

    private static Lab Remembering(string services) => new SmallLab
    {
        Services = services,
        Lesson = "# A small lab\n\nWithout Lua, for one test.\n",
        Limits = CacheLimits,
        Entries = ["void Remember(IDatabase cache, string key, string value)"],
        Checks = """
            var word = "";
            Given(seed => word = seed.Word());
            Check("remembers", points: 1, "keeps a value in Redis", async () =>
            {
                await Snippet.CallAsync("Remember", "attack", word);
                Expect(await Cache.GetAsync("attack"), Is.EqualTo(word), "The value in Redis.");
            });
            """,
        Starter = "void Remember(IDatabase cache, string key, string value) { }",
        Reference = "void Remember(IDatabase cache, string key, string value) => cache.StringSet(key, value);",
    }.Read();

    private static readonly Lab Both = new SmallLab
    {
        Services = "{ db: sqlite, cache: redis }",
        Limits = BothLimits,
        Seed = Products,
        Entries = ["string NameOf(SqliteConnection db, IDatabase cache, int id)"],
        Checks = """
            var word = "";
            Given(seed =>
            {
                word = seed.Word();
                Db.Insert("product", new { id = 7, name = word });
            });
            Check("reads-through", points: 1, "answers from Redis what the database has said once", async () =>
            {
                Expect(await Snippet.CallAsync<string>("NameOf", 7), Is.EqualTo(word), "The name in the database.");
                Db.Execute("update product set name = 'another'");
                await Snippet.RestartAsync();
                Expect(await Snippet.CallAsync<string>("NameOf", 7), Is.EqualTo(word), "The copy in Redis.");
            });
            """,
        Starter = "string NameOf(SqliteConnection db, IDatabase cache, int id) => \"\";",
        Reference = """
            string NameOf(SqliteConnection db, IDatabase cache, int id)
            {
                var copy = cache.StringGet("name/" + id);
                if (copy.HasValue)
                    return copy!;
                using var command = db.CreateCommand();
                command.CommandText = "select name from product where id = $id";
                command.Parameters.AddWithValue("$id", id);
                var name = (string)command.ExecuteScalar()!;
                cache.StringSet("name/" + id, name);
                return name;
            }
            """,
    }.Read();

    private static readonly Lab Counts = new SmallLab
    {
        Services = "{ db: sqlite, cache: redis }",
        Limits = BothLimits,
        Seed = Products,
        Entries = ["void Begin(SqliteConnection db, IDatabase cache)", "List<string> NamesOf(SqliteConnection db, IDatabase cache, List<int> ids)"],
        Checks = """
            Given(seed =>
            {
                for (var id = 1; id <= 20; id++)
                    Db.Insert("product", new { id, name = seed.Word() + id });
            });
            Check("few-questions", points: 1, "asks once for many", async () =>
            {
                var expected = Db.Query("select name from product order by id").Select(row => row.Get<string>("name")!).ToList();
                await Snippet.CallAsync("Begin");
                var watch = Timeline.Watch();
                var before = Timeline.Count("redis");
                var names = await Snippet.CallAsync<List<string>>("NamesOf", Enumerable.Range(1, 20).ToList());
                Expect(names, Is.EqualTo(expected), "The names, in the order of their ids.");
                Expect(watch.RoundTrips("redis"), Is.LessThanOrEqualTo(2), "Round trips to Redis.");
                Expect(Timeline.Count("redis") - before, Is.LessThanOrEqualTo(2), "Commands of Redis.");
                Expect(watch.Keys, Does.Not.Contain("forbidden"), "A key that nobody may ask for.");
                Expect(watch.Statements.Count(statement => statement.Verb is "select" or "with"), Is.LessThanOrEqualTo(1), "Questions to the database.");
            });
            """,
        Starter = "void Begin(SqliteConnection db, IDatabase cache) { }\nList<string> NamesOf(SqliteConnection db, IDatabase cache, List<int> ids) => [];",
        Reference = """
            void Begin(SqliteConnection db, IDatabase cache) { }
            List<string> NamesOf(SqliteConnection db, IDatabase cache, List<int> ids)
            {
                using var command = db.CreateCommand();
                command.CommandText = "select name from product order by id";
                using var reader = command.ExecuteReader();
                var names = new List<string>();
                while (reader.Read())
                    names.Add(reader.GetString(0));
                return names;
            }
            """,
    }.Read();

    private static readonly Lab Http = new SmallLab
    {
        Services = "{ prices: http }",
        Limits = CacheLimits,
        Entries = ["int PriceOf(HttpClient prices, int id)"],
        Checks = """
            var price = 0;
            Given(seed => Http.Answer("GET", "/prices/7", price = seed.Int(1_000, 1_000_000)));
            Check("asks", points: 1, "asks the service for a price", async () =>
            {
                Expect(await Snippet.CallAsync<int>("PriceOf", 7), Is.EqualTo(price), "The service's price.");
                Expect(Http.Requests.Count(request => request.Path == "/prices/7"), Is.EqualTo(1), "Requests for it.");
            });
            """,
        Starter = "int PriceOf(HttpClient prices, int id) => 0;",
        Reference = "int PriceOf(HttpClient prices, int id) => int.Parse(prices.GetStringAsync($\"/prices/{id}\").GetAwaiter().GetResult());",
    }.Read();

    private static readonly Lab Race = new SmallLab
    {
        Services = "{ cache: redis }",
        Limits = BothLimits,
        Entries = ["bool Buy(IDatabase cache, string key)"],
        Checks = """
            Check("last-piece-once", points: 1, "sells the last piece to one of two customers", async () =>
            {
                bool first = false, second = false;
                await InterleaveAsync(
                    before: () => Cache.SetAsync("stock", "1"),
                    holds: () => Expect(first ^ second, "The last piece was sold twice, or to nobody."),
                    async client => first = await client.CallAsync<bool>("Buy", "stock"),
                    async client => second = await client.CallAsync<bool>("Buy", "stock"));
            });
            """,
        Starter = "bool Buy(IDatabase cache, string key) => false;",
        Reference = """
            bool Buy(IDatabase cache, string key)
            {
                if (cache.StringDecrement(key) >= 0)
                    return true;
                cache.StringIncrement(key);
                return false;
            }
            """,
    }.Read();

    private static readonly Lab Postgres = Items("postgres", "NpgsqlDataSource", "Postgres", "source.OpenConnection()");

    private static readonly Lab Mysql = Items("mysql", "MySqlDataSource", "MySql", "source.OpenConnection()");

    public static IReadOnlyDictionary<string, Lab> All { get; } = new Dictionary<string, Lab>(StringComparer.Ordinal)
    {
        ["plain"] = Plain,
        ["db"] = Db,
        ["cache"] = Cache,
        ["scripts"] = Scripts,
        ["both"] = Both,
        ["http"] = Http,
        ["race"] = Race,
        ["counts"] = Counts,
        ["postgres"] = Postgres,
        ["mysql"] = Mysql,
    };

    private static Lab Items(string kind, string source, string tool, string open) => new SmallLab
    {
        Services = $"{{ db: {kind} }}",
        Limits = ServerLimits,
        Entries = [$"void Begin({source} source)", $"void Rename({source} source, int id, string name)"],
        Checks = $$"""
            var word = "";
            Given(async seed =>
            {
                word = seed.Word();
                await {{tool}}.ExecuteAsync("create table item (id int primary key, name text not null)");
                await {{tool}}.InsertAsync("item", new { id = 7, name = "unnamed" });
            });
            Check("renames", points: 1, "gives an item another name, with one statement", async () =>
            {
                await Snippet.CallAsync("Begin");
                var watch = Timeline.Watch();
                await Snippet.CallAsync("Rename", 7, word);
                Expect(await {{tool}}.ScalarAsync<string>("select name from item where id = 7"), Is.EqualTo(word), "The name in the database.");
                Expect(watch.Statements.Count, Is.LessThanOrEqualTo(1), "Statements.");
                Expect(await {{tool}}.CountAsync("item"), Is.EqualTo(1), "Items.");
            });
            """,
        Starter = $"void Begin({source} source) {{ }}\nvoid Rename({source} source, int id, string name) {{ }}",
        Reference = $$"""
            void Begin({{source}} source) { }
            void Rename({{source}} source, int id, string name)
            {
                using var connection = {{open}};
                using var command = connection.CreateCommand();
                command.CommandText = "update item set name = @name where id = @id";
                command.Parameters.AddWithValue("id", id);
                command.Parameters.AddWithValue("name", name);
                command.ExecuteNonQuery();
            }
            """,
    }.Read();

    // Several attacks at once, each with all processors busy, leave an honest snippet little of them.
    private static string Within(int seconds) => $"{{ wall: {(Needs.Full ? 4 * seconds : seconds)}s, memory: 128MB, output: 16KB }}";
}
