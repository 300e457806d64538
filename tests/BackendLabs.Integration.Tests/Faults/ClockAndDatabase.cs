using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Faults;

/// <summary>Time that passes without waiting, and databases that fail, on the live parts.</summary>
internal sealed class ClockAndDatabase : LiveRunner
{
    private const string Rows = "create table account (id integer primary key, cents integer not null);\ninsert into account values (1, 100), (2, 0);";

    [Test]
    public async Task Advancing_moves_the_snippets_clock_and_the_servers_expiry_together()
    {
        await PassesAsync(
            """
            Check("later", points: 1, "an hour passes", async () =>
            {
                await Cache.SetAsync("short", "1", TimeSpan.FromMinutes(10));
                await Cache.SetAsync("long", "1", TimeSpan.FromHours(3));
                await Cache.SetAsync("forever", "1");
                var before = await Snippet.CallAsync<DateTimeOffset>("Now");
                await Clock.AdvanceAsync(TimeSpan.FromHours(1));
                var after = await Snippet.CallAsync<DateTimeOffset>("Now");
                Expect((after - before).TotalMinutes, Is.InRange(60, 61), "The snippet's clock.");
                Expect(await Cache.KeysAsync(), Is.EqualTo(new[] { "forever", "long" }), "The keys afterwards.");
                Expect((await Cache.TtlAsync("long"))!.Value.TotalMinutes, Is.InRange(119, 120), "What is left of three hours.");
                Expect(await Cache.TtlAsync("forever"), Is.Null, "It never expires.");
                await Snippet.RestartAsync();
                Expect((await Snippet.CallAsync<DateTimeOffset>("Now") - before).TotalMinutes, Is.InRange(60, 61), "A process started later has the same time.");
                Expect((Clock.UtcNow - before).TotalMinutes, Is.InRange(60, 61), "And so has the judge.");
            });
            """,
            "DateTimeOffset Now(IDatabase cache, TimeProvider time)",
            "DateTimeOffset Now(IDatabase cache, TimeProvider time) => time.GetUtcNow();",
            "{ cache: redis }");
    }

    [Test]
    public async Task A_timer_of_the_snippets_clock_goes_off_when_its_time_was_skipped()
    {
        await PassesAsync(
            """
            Check("wakes", points: 1, "wakes up", async () =>
            {
                var sleeping = Snippet.CallAsync<string>("Sleep");
                await Snippet.CallAsync("Ready");
                await Clock.AdvanceAsync(TimeSpan.FromHours(2));
                Expect(await sleeping, Is.EqualTo("awake"), "It should not wait for an hour.");
            });
            """,
            ["Task<string> Sleep(TimeProvider time)", "Task Ready()"],
            """
            static readonly TaskCompletionSource asleep = new();
            async Task<string> Sleep(TimeProvider time)
            {
                var hour = Task.Delay(TimeSpan.FromHours(1), time);
                asleep.SetResult();
                await hour;
                return "awake";
            }
            Task Ready() => asleep.Task;
            """,
            "{}");
    }

    [Test]
    public async Task A_locked_database_is_busy_for_who_writes_and_free_for_who_reads()
    {
        await PassesAsync(
            """
            Check("busy", points: 1, "is busy", async () =>
            {
                var locked = Db.Lock();
                Expect(await Snippet.CallAsync<int>("Read"), Is.EqualTo(100), "Reading goes on.");
                var failure = await Snippet.FailureAsync("Add", 5);
                Expect(failure is not null && failure.Is("SqliteException") && failure.Message.Contains("locked"), $"Writing fails as busy, not by {failure}.");
                await locked.LiftAsync();
                await Snippet.CallAsync("Add", 5);
                Expect(Db.Scalar<int>("select cents from account where id = 1"), Is.EqualTo(105), "Once.");
                Expect(locked.Landed, Is.EqualTo(2), "Both calls met it.");
            });
            """,
            ["int Read(SqliteConnection db)", "void Add(SqliteConnection db, int cents)"],
            ReadAndAdd,
            "{ db: sqlite }");
    }

    [Test]
    public async Task A_writer_that_waits_for_the_lock_goes_on_when_it_is_lifted()
    {
        await PassesAsync(
            """
            Check("waits", points: 1, "waits", async () =>
            {
                var locked = Db.Lock();
                var adding = Snippet.CallAsync("Add", 5);
                await locked.LiftAsync();
                await adding;
                Expect(Db.Scalar<int>("select cents from account where id = 1"), Is.EqualTo(105), "Once.");
            });
            """,
            ["int Read(SqliteConnection db)", "void Add(SqliteConnection db, int cents)"],
            ReadAndAdd,
            "{ db: sqlite }");
    }

    [Test]
    public async Task A_full_disk_refuses_what_needs_room_and_lets_go_again()
    {
        await PassesAsync(
            """
            Check("full", points: 1, "is full", async () =>
            {
                await using (var full = await Db.FillDiskAsync())
                {
                    Expect(await Snippet.CallAsync<int>("Read"), Is.EqualTo(100), "Reading goes on.");
                    var failure = await Snippet.FailureAsync("Grow");
                    Expect(failure is not null && failure.Message.Contains("full"), $"Writing finds the disk full, not {failure}.");
                }
                await Snippet.CallAsync("Grow");
                Expect(Db.Count("account"), Is.EqualTo(3_002), "There is room again.");
            });
            """,
            ["int Read(SqliteConnection db)", "void Grow(SqliteConnection db)"],
            """
            int Read(SqliteConnection db)
            {
                using var command = db.CreateCommand();
                command.CommandText = "select cents from account where id = 1";
                return Convert.ToInt32(command.ExecuteScalar());
            }
            void Grow(SqliteConnection db)
            {
                using var command = db.CreateCommand();
                command.CommandText = "with recursive n(i) as (select 10 union all select i + 1 from n where i < 3009) insert into account select i, 1 from n";
                command.ExecuteNonQuery();
            }
            """,
            "{ db: sqlite }");
    }

    [Test]
    public async Task A_read_only_file_refuses_the_snippet_and_not_the_judge()
    {
        await PassesAsync(
            """
            Check("read-only", points: 1, "is read-only", async () =>
            {
                await using (var fault = Db.MakeReadOnly())
                {
                    Expect(await Snippet.CallAsync<int>("Read"), Is.EqualTo(100), "Reading goes on.");
                    var failure = await Snippet.FailureAsync("Add", 5);
                    Expect(failure is not null && failure.Message.Contains("readonly"), $"Writing finds it read-only, not {failure}.");
                    Db.Execute("update account set cents = 200 where id = 1");
                }
                await Snippet.CallAsync("Add", 5);
                Expect(Db.Scalar<int>("select cents from account where id = 1"), Is.EqualTo(205), "Both have written.");
            });
            """,
            ["int Read(SqliteConnection db)", "void Add(SqliteConnection db, int cents)"],
            ReadAndAdd,
            "{ db: sqlite }");
    }

    [TestCase("await using var fault = Db.Lock();", "the database locked by another writer")]
    [TestCase("await using var fault = await Db.FillDiskAsync();", "the disk full")]
    [TestCase("await using var fault = Db.MakeReadOnly();", "the database read-only")]
    public async Task A_fault_of_the_database_that_no_call_met_fails_its_check(string fault, string name)
    {
        var lab = Lab(
            $$"""
            Check("late", points: 1, "comes too late", async () =>
            {
                await Snippet.CallAsync<int>("Read");
                {{fault}}
            });
            """,
            ["int Read(SqliteConnection db)", "void Add(SqliteConnection db, int cents)"],
            ReadAndAdd,
            "{ db: sqlite }");
        var report = await RunAsync(lab, ReadAndAdd);
        Assert.That((report.Checks[0].Status as CheckStatus.Failed)?.Message, Is.EqualTo($"The fault never landed ({name}): no call of your code was under way while it lasted."), () => Words.Of(report));
    }

    private const string ReadAndAdd = """
        int Read(SqliteConnection db)
        {
            using var command = db.CreateCommand();
            command.CommandText = "select cents from account where id = 1";
            return Convert.ToInt32(command.ExecuteScalar());
        }
        void Add(SqliteConnection db, int cents)
        {
            using var command = db.CreateCommand();
            command.CommandText = "update account set cents = cents + $cents where id = 1";
            command.Parameters.AddWithValue("$cents", cents);
            command.ExecuteNonQuery();
        }
        """;

    private Task PassesAsync(string checks, string entry, string reference, string services) => PassesAsync(checks, [entry], reference, services);

    private async Task PassesAsync(string checks, string[] entries, string reference, string services)
    {
        var lab = Lab(checks, entries, reference, services);
        var report = await RunAsync(lab, reference);
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
    }

    private static Lab Lab(string checks, string[] entries, string reference, string services)
    {
        if (services.Contains("redis", StringComparison.Ordinal))
            Needs.Program("redis-server", "redis-server");
        return new SmallLab
        {
            Checks = checks,
            Entries = entries,
            Reference = reference,
            Starter = reference,
            Services = services,
            Seed = services.Contains("sqlite", StringComparison.Ordinal) ? Rows : null,
            Limits = "{ wall: 10s, memory: 256MB, output: 16KB }",
        }.Read();
    }
}
