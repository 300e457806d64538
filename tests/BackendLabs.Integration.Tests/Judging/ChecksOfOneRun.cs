using BackendLabs.Contract;
using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Judging;

/// <summary>What checks are to one another: apart in their worlds, bound by needs, each worth its points.</summary>
internal sealed class ChecksOfOneRun : LiveRunner
{
    private static readonly Lab Three = new SmallLab
    {
        Services = "{ db: sqlite }",
        Seed = "create table note (text text);",
        Entries = ["int Write(SqliteConnection db, string text)", "string Known()"],
        Checks = """
            string word = "";
            Given(seed => word = seed.Word() + seed.Int(1, 1_000_000));
            Check("writes", points: 3, "writes a note", async () =>
                Expect(await Snippet.CallAsync<int>("Write", word), Is.EqualTo(1), "How many notes there are."));
            Check("again", points: 2, "finds the world as it was", "writes", async () =>
                Expect(await Snippet.CallAsync<int>("Write", "again"), Is.EqualTo(1), "How many notes there are in a fresh world."));
            Check("knows", points: 5, "knows the word", "again", async () =>
                Expect(await Snippet.CallAsync<string>("Known"), Is.EqualTo(word), "The word."));
            """,
        Reference = """
            static int calls = 0;
            int Write(SqliteConnection db, string text)
            {
                calls++;
                using var command = db.CreateCommand();
                command.CommandText = "insert into note values ($text); select count(*) from note;";
                command.Parameters.AddWithValue("$text", text);
                return calls * (int)(long)command.ExecuteScalar()!;
            }
            string Known() => "";
            """,
    }.Read();

    private string Right => Three.Solutions[0].Text;

    [Test]
    public async Task Points_are_given_for_the_checks_that_pass()
    {
        var report = await RunAsync(Three, Right);

        Assert.That(report.Checks.Select(check => check.Status.Name), Is.EqualTo(new[] { "passed", "passed", "failed" }), () => Words.Of(report));
        Assert.That((report.Score, report.Max), Is.EqualTo((5, 10)));
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Failed>());
    }

    [Test]
    public async Task A_check_whose_need_failed_is_not_run_and_says_because_of_which()
    {
        var report = await RunAsync(Three, Right.Replace("return calls", "return 9 * calls", StringComparison.Ordinal));

        Assert.That(report.Checks[1].Status, Is.EqualTo(new CheckStatus.NotRun("writes")), () => Words.Of(report));
        Assert.That(report.Checks[2].Status, Is.EqualTo(new CheckStatus.NotRun("again")));
        Assert.That((report.Score, report.Max), Is.EqualTo((0, 10)));
    }

    [Test]
    public async Task A_check_asked_for_alone_brings_what_it_needs()
    {
        var report = await RunAsync(Three, Right, order: ["knows"]);

        Assert.That(report.Checks.Select(check => check.Id), Is.EqualTo(new[] { "writes", "again", "knows" }), () => Words.Of(report));
        Assert.That(report.Score, Is.EqualTo(5));
    }

    [Test]
    public async Task The_same_seed_repeats_a_run_and_another_differs()
    {
        var word = (await WordAsync(7), await WordAsync(7), await WordAsync(8));

        Assert.That(word.Item2, Is.EqualTo(word.Item1));
        Assert.That(word.Item3, Is.Not.EqualTo(word.Item1));
    }

    [Test]
    public async Task A_check_that_nobody_knows_is_our_problem_at_once()
    {
        var report = await RunAsync(Three, Right, order: ["unknown"]);

        Assert.That(report.Verdict, Is.TypeOf<Verdict.InfrastructureError>());
        Assert.That(((Verdict.InfrastructureError)report.Verdict).Reason, Does.Contain("no check \"unknown\""));
        Assert.That(report.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)));
    }

    private async Task<string?> WordAsync(long seed)
    {
        var report = await RunAsync(Three, Right, seed, order: ["knows"]);
        return (report.Checks[2].Status as CheckStatus.Failed)?.Expected;
    }
}
