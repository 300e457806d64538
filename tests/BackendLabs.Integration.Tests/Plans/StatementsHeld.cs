using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Plans;

/// <summary>Statements that wait, so that a process dies between two of them or another comes in between.</summary>
internal sealed class StatementsHeld : LiveRunner
{
    private const string Tables = "create table account (id integer primary key, cents integer not null);\ninsert into account values (1, 100), (2, 0);";

    private const string TwoUpdates = """
        void Move(SqliteConnection db, int cents)
        {
            using var command = db.CreateCommand();
            command.CommandText = $"update account set cents = cents - {cents} where id = 1";
            command.ExecuteNonQuery();
            command.CommandText = $"update account set cents = cents + {cents} where id = 2";
            command.ExecuteNonQuery();
        }
        """;

    private const string InTransaction = """
        void Move(SqliteConnection db, int cents)
        {
            using var transaction = db.BeginTransaction();
            using var command = db.CreateCommand();
            command.CommandText = $"update account set cents = cents - {cents} where id = 1";
            command.ExecuteNonQuery();
            command.CommandText = $"update account set cents = cents + {cents} where id = 2";
            command.ExecuteNonQuery();
            transaction.Commit();
        }
        """;

    private const string KilledBetween = """
        Check("killed", points: 1, "killed between two writes", async () =>
        {
            var hold = await Db.HoldBeforeWriteAsync(2);
            var moving = Snippet.CallAsync("Move", 30);
            await hold.ReachedAsync(during: moving);
            await using var killed = await Snippet.KillAsync();
            Expect(Db.Scalar<int>("select sum(cents) from account"), Is.EqualTo(100), "All the money.");
            await killed.LiftAsync();
            await Snippet.CallAsync("Move", 30);
            Expect(Db.Scalar<int>("select cents from account where id = 2"), Is.EqualTo(30), "It works again.");
        });
        """;

    [Test]
    public async Task Half_a_transfer_of_a_process_that_died_stands_in_the_file()
    {
        var report = await RunAsync(Lab(KilledBetween), TwoUpdates);
        Assert.That(report.Checks[0].Status, Is.EqualTo(new CheckStatus.Failed("All the money.", "100", "70")), () => Words.Of(report));
    }

    [Test]
    public async Task A_transaction_of_a_process_that_died_never_happened()
    {
        var report = await RunAsync(Lab(KilledBetween), InTransaction);
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
    }

    [Test]
    public async Task A_statement_of_any_kind_can_be_held_the_commit_too()
    {
        var lab = Lab("""
            Check("held", points: 1, "held before its commit", async () =>
            {
                var hold = await Db.HoldBeforeStatementAsync(4);
                var moving = Snippet.CallAsync("Move", 30);
                await hold.ReachedAsync(during: moving);
                Expect(Db.TryLock(), Is.Null, "The snippet holds the lock itself.");
                Expect(Db.Scalar<int>("select cents from account where id = 2"), Is.Zero, "Nobody sees it yet.");
                hold.Release();
                await moving;
                Expect(Db.Scalar<int>("select cents from account where id = 2"), Is.EqualTo(30), "Now everybody does.");
                Expect(Timeline.Statements.Select(statement => statement.Verb), Is.EqualTo(new[] { "begin", "update", "update", "commit" }), "All that ran.");
            });
            """);
        var report = await RunAsync(lab, InTransaction);
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
    }

    [Test]
    public async Task A_hold_that_no_statement_reached_fails_its_check()
    {
        var lab = Lab("""
            Check("late", points: 1, "comes too late", async () =>
            {
                await Db.HoldBeforeWriteAsync(3);
                await Snippet.CallAsync("Move", 30);
            });
            """);
        var report = await RunAsync(lab, TwoUpdates);
        Assert.That((report.Checks[0].Status as CheckStatus.Failed)?.Message, Is.EqualTo("The hold was never reached: your code never came to its 3rd write to the database."), () => Words.Of(report));
    }

    [Test]
    public async Task Refusals_of_a_locked_database_are_waited_for()
    {
        var lab = Lab("""
            Check("refused", points: 1, "is refused and then comes through", async () =>
            {
                var hold = await Db.HoldBeforeWriteAsync(2);
                var moving = Snippet.CallAsync("Move", 30);
                await hold.ReachedAsync(during: moving);
                var locked = Db.TryLock()!;
                hold.Release();
                Expect(await locked.RefusedAsync(3, during: moving), "It should have been refused three times.");
                await locked.LiftAsync();
                await moving;
                Expect(Db.Scalar<int>("select cents from account where id = 2"), Is.EqualTo(30), "Once.");
                Expect(Timeline.Statements.Count(statement => statement.IsBusy), Is.AtLeast(3), "The statements say so.");
            });
            """);
        var report = await RunAsync(lab, TwoUpdates);
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
    }

    private static Lab Lab(string checks) => new SmallLab
    {
        Checks = checks,
        Entries = ["void Move(SqliteConnection db, int cents)"],
        Reference = InTransaction,
        Starter = InTransaction,
        Services = "{ db: sqlite }",
        Seed = Tables,
        Limits = "{ wall: 15s, memory: 256MB, output: 16KB }",
    }.Read();
}
