namespace BackendLabs.Store.Tests;

[TestFixture("sqlite")]
[TestFixture("postgres")]
internal sealed class AcceptanceTests(string kind) : StoreFixture(kind)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [SetUp]
    public Task MakeAda() => Store.People.EnsureAsync("ada", "Ada", None);

    [Test]
    public async Task The_same_post_twice_is_one_attempt()
    {
        var id = await AcceptAsync(Attempt() with { Key = "k1" });

        Assert.That(await Store.Queue.AcceptAsync(Attempt() with { Key = "k1", Seed = 9 }, None), Is.EqualTo(new Acceptance.AlreadyAccepted(id)), "The seed is the server's, drawn for each post.");
        Assert.That(await AcceptAsync(Attempt() with { Key = "k2" }), Is.Not.EqualTo(id));
        string[] without = [await AcceptAsync(Attempt()), await AcceptAsync(Attempt())];
        Assert.That(without, Is.Unique, "Without a key each post is one.");
    }

    [Test]
    public async Task The_same_post_many_times_at_once_is_one_attempt()
    {
        await using var other = await OpenAgainAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() =>
            (number % 2 == 0 ? Store : other).Queue.AcceptAsync(Attempt() with { Key = "k1", MostWaiting = 1 }, None))));

        Assert.That(answers.OfType<Acceptance.Accepted>().Count(), Is.EqualTo(1));
        Assert.That(answers.OfType<Acceptance.AlreadyAccepted>().Count(), Is.EqualTo(15));
        Assert.That(await Store.Queue.CountAsync("ada", None), Is.EqualTo(1));
    }

    [Test]
    public async Task A_key_used_for_another_text_is_told_apart_and_anothers_key_does_not_matter()
    {
        var id = await AcceptAsync(Attempt() with { Key = "k1" });
        await Store.People.EnsureAsync("bob", "Bob", None);

        Assert.That(await Store.Queue.AcceptAsync(Attempt() with { Key = "k1", Snippet = "y" }, None), Is.EqualTo(new Acceptance.KeyReused(id)));
        Assert.That(await Store.Queue.AcceptAsync(Attempt() with { Key = "k1", Lab = "c/d" }, None), Is.EqualTo(new Acceptance.KeyReused(id)));
        Assert.That(await Store.Queue.AcceptAsync(Attempt() with { Key = "k1", Person = "bob" }, None), Is.TypeOf<Acceptance.Accepted>());
    }

    [Test]
    public async Task Posts_at_once_do_not_pass_the_cap_together()
    {
        await using var other = await OpenAgainAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() =>
            (number % 2 == 0 ? Store : other).Queue.AcceptAsync(Attempt() with { Snippet = $"{number}", MostWaiting = 3 }, None))));

        Assert.That(answers.OfType<Acceptance.Accepted>().Count(), Is.EqualTo(3));
        Assert.That(answers.OfType<Acceptance.TooMany>(), Has.All.EqualTo(new Acceptance.TooMany(3)));
        await PassAsync((await ClaimAsync())!);
        Assert.That(await Store.Queue.AcceptAsync(Attempt() with { MostWaiting = 3 }, None), Is.TypeOf<Acceptance.Accepted>());
    }

    [Test]
    public async Task A_post_that_was_accepted_is_found_again_when_the_cap_is_reached()
    {
        var id = await AcceptAsync(Attempt() with { Key = "k1", MostWaiting = 1 });

        Assert.That(await Store.Queue.AcceptAsync(Attempt() with { Key = "k1", MostWaiting = 1 }, None), Is.EqualTo(new Acceptance.AlreadyAccepted(id)));
    }

    [Test]
    public async Task Nothing_is_accepted_of_a_person_who_was_erased()
    {
        await Store.People.EraseAsync("ada", None);

        Assert.That(await Store.Queue.AcceptAsync(Attempt(), None), Is.EqualTo(new Acceptance.UnknownPerson()));
    }

    private static NewAttempt Attempt() => new("ada", "a/b", "d1", "x", Seed: 1);
}
