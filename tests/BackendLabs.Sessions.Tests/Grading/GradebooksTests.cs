using System.IO.Compression;
using BackendLabs.Sessions.Grading;
using BackendLabs.Sessions.Running;
using BackendLabs.Sessions.Tests.Running;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Sessions.Tests.Grading;

/// <summary>Grades as they come from attempts, overrides and regrades in the store.</summary>
internal sealed class GradebooksTests : ExamFixture
{
    [Test]
    public async Task The_best_attempt_counts_with_its_late_penalty()
    {
        await BeginAsync("ada");
        await SubmitAsync("ada", First, "one", "failed", 2);
        Time.Advance(TimeSpan.FromMinutes(62));
        await SubmitAsync("ada", First, "two", "passed", 4);

        var row = (await BookAsync()).Rows.Single(row => row.Student == "ada");
        var grade = row.Grades[First];
        Assert.Multiple(() =>
        {
            Assert.That(grade.Points, Is.EqualTo(1.6m), "2 points, a fifth less");
            Assert.That(grade, Has.Property("Late").True.And.Property("Attempts").EqualTo(2).And.Property("Verdict").EqualTo("passed"));
            Assert.That(grade.Checks.Select(check => (check.Id, check.Status)), Is.EqualTo(new[] { ("adds", "passed"), ("keeps", "passed") }));
            Assert.That(row.Grades, Does.Not.ContainKey(Second));
        });
    }

    [Test]
    public async Task Our_own_fault_is_no_grade_and_an_override_is()
    {
        await BeginAsync("ada");
        await SubmitAsync("ada", First, "one", "infrastructure_error", 0);
        Assert.That((await BookAsync()).Rows[0].Grades, Is.Empty);
        await Store.StaffWork.OverrideAsync("midterm", new StoredOverride("ada", First, 1.5m, "network", "grace", default), default);

        Assert.That((await BookAsync()).Rows[0].Grades[First], Has.Property("Points").EqualTo(1.5m).And.Property("Attempt").Null);
    }

    [Test]
    public async Task A_regrade_shows_who_moves_before_it_counts()
    {
        await BeginAsync("ada", "alan", "kay");
        var ada = await SubmitAsync("ada", First, "right, refused", "failed", 2);
        var alan = await SubmitAsync("alan", First, "passes by luck", "passed", 4);
        var kay = await SubmitAsync("kay", First, "half", "failed", 2);
        var regrade = (await Store.Regrades.BeginAsync("midterm", Version(First, "a2"), "check keeps was wrong", "grace", default))!;
        foreach (var (verdict, score) in ((string, int)[])[("passed", 4), ("failed", 2), ("failed", 0)])
            await JudgeAsync(verdict, score);

        var comparison = (await RegradeComparison.OfAsync(Store, "midterm", regrade.Id, default))!;
        Assert.Multiple(async () =>
        {
            Assert.That(comparison.Moves.Select(move => (move.Student, move.From, move.To)), Is.EqualTo(new[] { ("kay", 1m, 0m), ("ada", 1m, 2m) }));
            Assert.That(comparison.Moves[1].Why, Is.EqualTo(new[] { "keeps: failed -> passed" }));
            Assert.That(comparison.Lost.Single().Attempt, Is.EqualTo(kay.Attempt), "the same code, fewer points");
            Assert.That(comparison.Kept.Single().Attempt, Is.EqualTo(alan.Attempt), "a pass stays");
            Assert.That(comparison.Same, Is.EqualTo(1));
            Assert.That((await BookAsync()).Rows.Select(row => row.Points), Is.EqualTo(new[] { 1m, 2m, 1m }), "Nothing counts yet.");
        });
        await Store.Regrades.PublishAsync("midterm", regrade.Id, "grace", default);
        Assert.That((await BookAsync()).Rows.Select(row => row.Points), Is.EqualTo(new[] { 2m, 2m, 0m }));
        Assert.That(await Store.Sittings.AttemptAsync("midterm", ada.Attempt, default), Has.Property("Verdict").EqualTo("failed"), "The old result stays.");
    }

    [Test]
    public async Task A_withdrawn_regrade_leaves_the_grades_and_empties_the_queue()
    {
        await BeginAsync("ada");
        await SubmitAsync("ada", First, "one", "failed", 2);
        var regrade = (await Store.Regrades.BeginAsync("midterm", Version(First, "a2"), "wrong", "grace", default))!;
        await Store.Regrades.WithdrawAsync("midterm", regrade.Id, "grace", default);

        Assert.That(await Store.Queue.LengthAsync(default), Is.Zero);
        Assert.That((await BookAsync()).Rows[0].Points, Is.EqualTo(1m));
        Assert.That(await Store.Regrades.BeginAsync("midterm", Version(First, "a3"), "again", "grace", default), Is.Not.Null);
    }

    [Test]
    public async Task A_repetition_that_ended_by_our_own_fault_changes_nothing()
    {
        await BeginAsync("ada");
        await SubmitAsync("ada", First, "one", "failed", 2);
        var regrade = (await Store.Regrades.BeginAsync("midterm", Version(First, "a2"), "wrong", "grace", default))!;
        await JudgeAsync("infrastructure_error", 0);
        await Store.Regrades.PublishAsync("midterm", regrade.Id, "grace", default);

        Assert.That((await BookAsync()).Rows[0].Points, Is.EqualTo(1m));
    }

    [Test]
    public async Task An_appeal_has_everything_of_its_student_and_nothing_of_others()
    {
        await BeginAsync("ada", "alan");
        await SubmitAsync("ada", First, "int Ada() => 1;", "failed", 2);
        await SubmitAsync("alan", First, "int Alan() => 2;", "passed", 4);
        await Store.Sittings.ExtendAsync("midterm", ["ada"], TimeSpan.FromMinutes(5), "grace", "projector", default);
        var session = (await Store.Sessions.FindAsync("midterm", default))!;
        var bytes = await AppealArchive.WriteAsync(Store, session, (await Store.Sittings.FindAsync("midterm", "ada", default))!, default);

        using var zip = new ZipArchive(new MemoryStream(bytes));
        var texts = zip.Entries.ToDictionary(entry => entry.FullName, Read);
        Assert.Multiple(() =>
        {
            Assert.That(texts.Keys, Does.Contain("README.txt").And.Contain("session.json").And.Contain("ledger.json").And.Contain("grade.json"));
            Assert.That(texts.Values, Has.Some.EqualTo("int Ada() => 1;"));
            Assert.That(texts["ledger.json"], Does.Contain("projector"));
            Assert.That(texts.Values, Has.None.Contains("Alan()"));
            Assert.That(texts["ledger.json"], Does.Not.Contain("alan"));
        });
        var ledger = System.Text.Json.JsonSerializer.Deserialize<LedgerEntry[]>(texts["ledger.json"], System.Text.Json.JsonSerializerOptions.Web)!;
        Assert.That(SessionLedger.Verify(ledger), Is.Empty, "It verifies from the archive alone.");
    }

    private async Task<Gradebook> BookAsync() => (await Gradebooks.OfAsync(Store, "midterm", withChecks: true, default))!;

    private static string Read(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }
}
