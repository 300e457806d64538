using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Judging;

/// <summary>A snippet that ends or breaks its judge has failed; the grader, the other checks and the next run are well.</summary>
internal sealed class WhoIsToBlame : LiveRunner
{
    protected override bool IsAlone => true;

    // Its check takes for granted that what it reads is a number.
    private static readonly Lab Numbers = new SmallLab
    {
        Services = "{ db: sqlite }",
        Seed = "create table note (id integer primary key, text text);",
        Entries = ["int Count(SqliteConnection db)"],
        Checks = """
            Given(seed => Db.Insert("note", new { id = 1, text = "7" }));

            Check("counts", points: 2, "counts the notes", async () =>
            {
                Expect(await Snippet.CallAsync<int>("Count"), Is.EqualTo(1), "The number of notes.");
                Expect(int.Parse(Db.Scalar<string>("select text from note")!), Is.GreaterThan(0), "The note is a number.");
            });
            """,
        Starter = "int Count(SqliteConnection db) => 0;",
        Reference = Right(""),
    }.Read();

    private static readonly Lab Notes = new SmallLab
    {
        Services = "{ db: sqlite }",
        Seed = "create table note (id integer primary key, text text);",
        Entries = ["int Count(SqliteConnection db)"],
        Checks = """
            var rows = 0;
            Given(seed =>
            {
                rows = seed.Int(3, 9);
                for (var id = 1; id <= rows; id++)
                    Db.Insert("note", new { id, text = seed.Word() });
            });

            Check("counts", points: 2, "counts the notes", async () =>
            {
                Expect(await Snippet.CallAsync<int>("Count"), Is.EqualTo(rows), "The number of notes.");
                for (var look = 0; look < 40; look++)
                {
                    Db.Execute("update note set text = text || 'x' where id = 1");
                    Expect(Db.Count("note"), Is.EqualTo(rows), "The notes are left alone.");
                    await Task.Delay(10);
                }
            });

            Check("again", points: 1, "counts them after a change", needs: "counts", async () =>
                Expect(await Snippet.CallAsync<int>("Count"), Is.EqualTo(rows), "The number of notes."));

            Check("alone", points: 1, "answers at all", async () =>
                Expect(await Snippet.CallAsync<int>("Count"), Is.GreaterThan(0), "The number of notes."));
            """,
        Starter = "int Count(SqliteConnection db) => 0;",
        Reference = Right(""),
    }.Read();

    private static string Right(string before) => $$"""
        int Count(SqliteConnection db)
        {
            {{before}}
            using var command = db.CreateCommand();
            command.CommandText = "select count(*) from note";
            return (int)(long)command.ExecuteScalar()!;
        }
        """;

    [TearDown]
    public Task The_next_run_passes() => AssertServesAsync(Notes);

    [TestCase("-shm", TestName = "An index cut short under the judge fails the check, and the other checks still run")]
    [TestCase("-wal", TestName = "A log cut short under the judge fails the check")]
    public async Task A_file_cut_short(string ending)
    {
        var report = await RunAsync(Notes, Right($$"""
            new Thread(() => { while (true) { try { using var file = System.IO.File.OpenWrite("/data/lab.db{{ending}}"); file.SetLength(0); } catch (System.IO.IOException) { } } }) { IsBackground = true }.Start();
            """));

        TestContext.Out.WriteLine(Words.Of(report));
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Failed>().Or.TypeOf<Verdict.RuntimeError>(), () => Words.Of(report));
        Assert.That(report.Checks.Select(check => check.Id), Is.EqualTo(new[] { "counts", "again", "alone" }));
        // Whether the file is short at the moment of a look is chance: the first check may just get through, and the next one not.
        Assert.That(report.Checks[1].Status is CheckStatus.NotRun, Is.EqualTo(report.Checks[0].Status is not CheckStatus.Passed));
    }

    [Test]
    public async Task What_makes_the_check_itself_break_is_the_snippets_failure_where_the_reference_passes()
    {
        var report = await RunAsync(Numbers, Right("""
            using (var other = db.CreateCommand())
            {
                other.CommandText = "update note set text = 'many' where id = 1";
                other.ExecuteNonQuery();
            }
            """));

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Failed>(), () => Words.Of(report));
        Assert.That(((CheckStatus.Failed)report.Checks[0].Status).Message, Does.Contain("makes the check itself break"));
    }
}
