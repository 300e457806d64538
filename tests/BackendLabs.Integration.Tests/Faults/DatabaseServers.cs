using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Faults;

/// <summary>Private database servers of a world, on the live parts: what a check does to them, and what it sees.</summary>
internal sealed class DatabaseServers : LiveRunner
{
    private const string Given = """
        Given(async seed =>
        {
            await TOOL.ExecuteAsync("create table account (id int primary key, cents int not null)");
            await TOOL.InsertAsync("account", new { id = 1, cents = 100 });
            await TOOL.InsertAsync("account", new { id = 2, cents = 0 });
        });

        """;

    private const string Retries = """
        int Take(SOURCE shop, int cents)
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    using var connection = shop.OpenConnection();
                    using var transaction = connection.BeginTransaction(IsolationLevel.Serializable);
                    using var look = new COMMAND("select sum(cents) from account", connection, transaction);
                    var left = Convert.ToInt32(look.ExecuteScalar());
                    if (left < cents)
                        return left;
                    using var take = new COMMAND("update account set cents = cents - @cents where id = 1", connection, transaction);
                    take.Parameters.AddWithValue("cents", cents);
                    take.ExecuteNonQuery();
                    transaction.Commit();
                    return left - cents;
                }
                catch (DbException error) when (error.IsTransient && attempt < 20)
                {
                }
            }
        }
        """;

    [TestCase("postgres")]
    [TestCase("mysql")]
    public Task Two_transactions_are_brought_to_the_same_point_by_a_lock(string kind) => PassesAsync(kind, """
        Check("two", points: 1, "two at once", async () =>
        {
            var clients = await Snippet.ClientsAsync(2);
            await using var locked = await TOOL.LockAsync("account");
            var (one, two) = (clients[0].CallAsync<int>("Take", 60), clients[1].CallAsync<int>("Take", 60));
            Expect(await TOOL.WaitersAsync(2, one, two), Is.True, "Both have read and wait to write.");
            await locked.LiftAsync();
            Expect(await Task.WhenAll(one, two), Is.EquivalentTo(new[] { 40, 40 }), "One takes, the other finds 40 left.");
            Expect(await TOOL.ScalarAsync<int>("select cents from account where id = 1"), Is.EqualTo(40), "What is left.");
        });
        """);

    [TestCase("postgres")]
    [TestCase("mysql")]
    public Task What_was_committed_outlives_a_crash_and_connections_do_not(string kind) => PassesAsync(kind, """
        Check("crash", points: 1, "the server crashes", async () =>
        {
            Expect(await Snippet.CallAsync<int>("Take", 10), Is.EqualTo(90), "Before.");
            await using (await TOOL.RestartAsync())
                Expect(await Snippet.CallAsync<int>("Take", 10), Is.EqualTo(80), "On a new connection.");
            Expect(await TOOL.ScalarAsync<int>("select cents from account where id = 1"), Is.EqualTo(80), "Both were kept.");
        });
        Check("gone", points: 1, "the server is gone", async () =>
        {
            Expect(await Snippet.CallAsync<int>("Take", 10), Is.EqualTo(90), "Before.");
            await using (await TOOL.StopAsync())
                Expect(await Snippet.FailureAsync("Take", 10), Is.Not.Null, "Nobody answers.");
            Expect(await Snippet.CallAsync<int>("Take", 10), Is.EqualTo(80), "It is back.");
        });
        """);

    [TestCase("postgres")]
    [TestCase("mysql")]
    public async Task The_servers_own_log_says_what_was_asked_and_the_process_from_where(string kind)
    {
        var lab = Lab(kind, """
            Check("log", points: 1, "asks", async () =>
            {
                var watch = Timeline.Watch();
                await Snippet.CallAsync<int>("Take", 10);
                Expect(watch.Statements.Select(one => one.Verb), Does.Contain("select").And.Contain("update"), "As the server has them.");
                Expect(watch.RoundTrips("KIND"), Is.GreaterThanOrEqualTo(4), "With begin and commit.");
            });
            """);
        var report = await RunAsync(lab, lab.Solutions[0].Text);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        var update = report.Checks[0].Timeline.Single(one => one.Service == kind && one is { Operation: "update", IsJudges: false });
        Assert.That((update.Line, update.SelfReported, update.Client), Is.EqualTo(((int?)15, false, 1)), () => update.ToString());
    }

    [TestCase("postgres", "create table mine (id int)")]
    [TestCase("postgres", "drop table account")]
    [TestCase("postgres", "copy account to program 'cat'")]
    [TestCase("postgres", "set log_min_duration_statement = -1")]
    [TestCase("postgres", "create function f() returns int language sql as 'select 1'")]
    [TestCase("postgres", "select pg_read_file('postgresql.conf')")]
    [TestCase("postgres", "alter role judge password 'x'")]
    [TestCase("mysql", "create table mine (id int)")]
    [TestCase("mysql", "drop table account")]
    [TestCase("mysql", "select * from mysql.general_log")]
    [TestCase("mysql", "set global general_log = off")]
    [TestCase("mysql", "set session sql_log_off = 1")]
    [TestCase("mysql", "select load_file('/etc/passwd') is null or 1 into outfile '/tmp/x'")]
    [TestCase("mysql", "create trigger t before insert on account for each row set new.cents = 0")]
    [TestCase("mysql", "set password for judge@localhost = password('x')")]
    public async Task What_would_reach_beyond_rows_is_refused_by_the_server(string kind, string sql)
    {
        var lab = Lab(kind, """
            Check("asks", points: 1, "asks", async () =>
            {
                Expect(await Snippet.FailureAsync("Take", 10), Is.Not.Null, "The server says no.");
                Expect(await TOOL.CountAsync("account"), Is.EqualTo(2), "All is there.");
            });
            """);
        var report = await RunAsync(lab, Of(kind, $$"""
            int Take(SOURCE shop, int cents)
            {
                using var connection = shop.OpenConnection();
                using var command = new COMMAND("{{sql}}", connection);
                command.ExecuteNonQuery();
                return 0;
            }
            """));

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
    }

    [TestCase("postgres")]
    [TestCase("mysql")]
    public async Task A_transaction_left_open_is_the_codes_fault(string kind)
    {
        var lab = Lab(kind, """
            Check("open", points: 1, "leaves nothing open", async () =>
            {
                await Snippet.CallAsync<int>("Take", 10);
                await TOOL.ExecuteAsync("update account set cents = 7 where id = 1");
            });
            """);
        var report = await RunAsync(lab, Of(kind, """
            static CONNECTION? kept;
            int Take(SOURCE shop, int cents)
            {
                kept = shop.OpenConnection();
                var transaction = kept.BeginTransaction();
                using var take = new COMMAND("update account set cents = 1 where id = 1", kept, transaction);
                take.ExecuteNonQuery();
                return 0;
            }
            """));

        Assert.That(Failure(report).Message, Does.Contain("a transaction was begun and neither committed nor rolled back"));
    }

    private async Task PassesAsync(string kind, string checks)
    {
        var lab = Lab(kind, checks);
        var report = await RunAsync(lab, lab.Solutions[0].Text);
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
    }

    private static Lab Lab(string kind, string checks) => new SmallLab
    {
        Services = $"{{ shop: {kind} }}",
        Limits = "{ wall: 20s, memory: 256MB, output: 16KB }",
        Entries = [Of(kind, "int Take(SOURCE shop, int cents)")],
        Checks = Of(kind, Given + checks),
        Starter = Of(kind, "int Take(SOURCE shop, int cents) => 0;"),
        Reference = Of(kind, Retries),
    }.Read();

    private static string Of(string kind, string text)
    {
        var (tool, library) = kind == "postgres" ? ("Postgres", "Npgsql") : ("MySql", "MySql");
        return text.Replace("TOOL", tool, StringComparison.Ordinal).Replace("SOURCE", library + "DataSource", StringComparison.Ordinal)
            .Replace("COMMAND", library + "Command", StringComparison.Ordinal).Replace("CONNECTION", library + "Connection", StringComparison.Ordinal).Replace("KIND", kind, StringComparison.Ordinal);
    }
}
