using BackendLabs.Labs;

namespace BackendLabs.Store.Tests;

[TestFixture("sqlite")]
[TestFixture("postgres")]
internal sealed class JoiningTests(string kind) : StoreFixture(kind)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private Dictionary<string, CohortPass> _passes = [];

    [SetUp]
    public async Task Bring()
    {
        await Store.Cohorts.BringAsync(
            new Cohort("autumn", "Autumn",
            [
                new("ada", "Ada Lovelace", CohortRole.Student), new("bob", "Bob Ross", CohortRole.Student),
                new("anna1", "Anna Smith", CohortRole.Student), new("anna2", "Anna Smith", CohortRole.Student),
            ]),
            None);
        _passes = (await Store.Cohorts.PassesAsync("autumn", None)).ToDictionary(pass => pass.Id, StringComparer.Ordinal);
    }

    [TestCase("ada")]
    [TestCase(" ADA ")]
    [TestCase("ada lovelace")]
    public async Task A_name_and_its_code_let_in(string name) =>
        Assert.That(await JoinAsync(name, _passes["ada"].Code), Is.TypeOf<JoinAnswer.Joined>().With.Property("Member").Property("Id").EqualTo("ada"));

    [Test]
    public async Task A_code_may_be_typed_as_people_type()
    {
        var code = _passes["ada"].Code;
        foreach (var typed in new[] { code.ToLowerInvariant(), code.Replace("-", "", StringComparison.Ordinal), $" {code.Replace("-", " ", StringComparison.Ordinal)} ", code.Replace('0', 'o').Replace('1', 'l') })
            Assert.That(await JoinAsync("ada", typed), Is.TypeOf<JoinAnswer.Joined>(), typed);
    }

    [Test]
    public async Task A_name_that_two_have_needs_the_id()
    {
        Assert.That(await JoinAsync("Anna Smith", _passes["anna1"].Code), Is.TypeOf<JoinAnswer.Wrong>());
        Assert.That(await JoinAsync("anna2", _passes["anna2"].Code), Is.TypeOf<JoinAnswer.Joined>());
    }

    [Test]
    public async Task Guessing_slows_then_locks_a_name_and_nobody_elses()
    {
        for (var guess = 0; guess < 4; guess++)
            Assert.That(await JoinAsync("ada", "AAAA-AAAA"), Is.TypeOf<JoinAnswer.Wrong>());
        Assert.That(await JoinAsync("ada", _passes["ada"].Code), Is.EqualTo(new JoinAnswer.Wait(TimeSpan.FromSeconds(5))), "Not even the right one is looked at.");
        Assert.That(await JoinAsync("bob", _passes["bob"].Code), Is.TypeOf<JoinAnswer.Joined>());

        for (var guess = 4; guess < 10; guess++)
        {
            Time.Advance(((JoinAnswer.Wait)await JoinAsync("ada", "x")).For);
            await JoinAsync("ada", "AAAA-AAAA");
        }

        Time.Advance(TimeSpan.FromDays(3));
        Assert.That(await JoinAsync("ada", _passes["ada"].Code), Is.TypeOf<JoinAnswer.Locked>());
        Assert.That((await Store.Cohorts.FindAsync("autumn", "ada", None))!.Locked, Is.True);
        Assert.That(await Store.Cohorts.JoinAsync(_passes["ada"].Token, None), Is.Not.Null, "A link is not guessed.");
        Assert.That(await Store.Cohorts.UnlockAsync("autumn", "Ada", None), Is.True);
        Assert.That(await JoinAsync("ada", _passes["ada"].Code), Is.TypeOf<JoinAnswer.Joined>());
    }

    [Test]
    public async Task Guesses_that_come_at_once_are_counted_one_by_one()
    {
        await using var other = await OpenAgainAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(number => Task.Run(() =>
            (number % 2 == 0 ? Store : other).Cohorts.JoinAsync("autumn", "ada", $"AAAA-AA{number:00}", None))));

        Assert.That(answers.OfType<JoinAnswer.Wrong>().Count(), Is.EqualTo(4));
        Assert.That(answers.OfType<JoinAnswer.Wait>().Count(), Is.EqualTo(20));
    }

    [Test]
    public async Task A_name_that_nobody_has_slows_and_locks_like_any_other()
    {
        var seen = new List<string>();
        for (var guess = 0; guess < 12; guess++)
        {
            var answer = await JoinAsync("nobody", "AAAA-AAAA");
            seen.Add(answer.GetType().Name);
            Time.Advance(answer is JoinAnswer.Wait wait ? wait.For : TimeSpan.Zero);
        }

        Assert.That(seen, Is.EqualTo(new[] { "Wrong", "Wrong", "Wrong", "Wrong", "Wait", "Wrong", "Wait", "Wrong", "Wait", "Wrong", "Wait", "Wrong" }));
    }

    [Test]
    public async Task Wrong_codes_are_forgotten_with_a_right_one_and_after_a_day()
    {
        for (var round = 0; round < 4; round++)
        {
            for (var guess = 0; guess < 3; guess++)
                await JoinAsync("ada", "AAAA-AAAA");
            Assert.That(await JoinAsync("ada", _passes["ada"].Code), Is.TypeOf<JoinAnswer.Joined>());
        }

        for (var guess = 0; guess < 4; guess++)
            await JoinAsync("ada", "AAAA-AAAA");
        Time.Advance(TimeSpan.FromDays(1));
        Assert.That(await JoinAsync("ada", "AAAA-AAAA"), Is.TypeOf<JoinAnswer.Wrong>());
        Assert.That(await JoinAsync("ada", _passes["ada"].Code), Is.TypeOf<JoinAnswer.Joined>());
    }

    private Task<JoinAnswer> JoinAsync(string name, string code) => Store.Cohorts.JoinAsync("autumn", name, code, None);
}
