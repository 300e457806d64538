using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Worlds;

/// <summary>A shop with a database and Redis, whose worlds are looked at.</summary>
internal abstract class WorldFixture : LiveRunner
{
    protected const string Honest = "void Use(SqliteConnection db, IDatabase cache) => cache.StringSet(\"tea\", \"hot\", TimeSpan.FromSeconds(60));";

    protected const string Sql = """

        static void Sql(SqliteConnection db, string sql)
        {
            using var command = db.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
        """;

    protected static readonly StoredValue Null = new("null", "", null);

    protected static SmallLab ShopText { get; } = new()
    {
        Services = "{ db: sqlite, cache: redis }",
        // Connecting to Redis takes most of a second of a busy machine.
        Limits = "{ wall: 12s, memory: 256MB, output: 16KB }",
        Entries = ["void Use(SqliteConnection db, IDatabase cache)"],
        Seed = """
            create table product (id integer primary key, name text, price real, image blob);
            insert into product values (1, 'tea', 4.5, null), (2, '', null, x'00ff');
            """,
        Checks = """
            Check("uses", points: 1, "uses both", async () =>
            {
                await Snippet.CallAsync("Use");
                Expect(await Cache.ExistsAsync("tea"), "There is no key tea.");
            });
            """,
        Reference = Honest,
        Starter = "void Use(SqliteConnection db, IDatabase cache) { }",
    };

    protected static Lab Shop { get; } = ShopText.Read();

    [OneTimeSetUp]
    public void NeedServers() => Needs.Program("redis-server", "redis-server");

    [TearDown]
    public Task The_next_run_passes() => AssertServesAsync(Shop);

    protected Task<RunReport> InspectAsync(string snippet, Lab? lab = null) => Runner.RunAsync(
        new RunRequest(lab ?? Shop, snippet, "answer.csx", new RunOptions(1) { Inspects = true }), progress: null, CancellationToken.None);

    protected static ServiceSnapshot.Database Database(RunReport report, int check = 0) => Content<ServiceSnapshot.Database>(report, check);

    protected static ServiceSnapshot.Keys Keys(RunReport report, int check = 0) => Content<ServiceSnapshot.Keys>(report, check);

    protected static TableSnapshot Table(RunReport report, string name, int check = 0) => Database(report, check).Tables.Single(table => table.Name == name);

    protected static KeySnapshot Key(RunReport report, string name) => Keys(report).Shown.Single(key => key.Name.Text == name);

    protected static T Content<T>(RunReport report, int check = 0)
        where T : ServiceSnapshot
    {
        var world = report.Checks[check].World;
        Assert.That(world?.Services.OfType<T>().Count(), Is.EqualTo(1), () => $"{Words.Of(report)}; {string.Join("; ", world?.Services ?? [])}");
        return world!.Services.OfType<T>().Single();
    }

    protected static StoredValue Text(string text) => new("text", text, null);

    protected static StoredValue Integer(string digits) => new("integer", digits, null);
}
