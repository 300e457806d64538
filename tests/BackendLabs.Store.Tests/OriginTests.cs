namespace BackendLabs.Store.Tests;

/// <summary>Where anybody may be as many persons as they like: places and turns go by where they come from.</summary>
[TestFixture("sqlite")]
[TestFixture("postgres")]
internal sealed class OriginTests(string kind) : StoreFixture(kind)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Test]
    public async Task A_hundred_persons_of_one_origin_keep_nobody_of_another_waiting()
    {
        for (var number = 0; number < 100; number++)
            await PostAsync($"eve{number:000}", "@eve");
        Assert.That((await ClaimAsync())!.Attempt.Person, Does.StartWith("eve"));
        var adas = await PostAsync("ada", "@ada");

        Assert.That(await Store.Queue.PlaceAsync(adas, None), Is.EqualTo(2), "After one of the other's at most.");
        Assert.That((await ClaimAsync())!.Attempt.Person, Is.EqualTo("ada"));
        Assert.That((await ClaimAsync())!.Attempt.Person, Does.StartWith("eve"));
    }

    [Test]
    public async Task Persons_whom_one_makes_up_do_not_pass_by_who_was_there_before()
    {
        await PostAsync("ada", "@school");
        await PassAsync((await ClaimAsync())!);
        Time.Advance(TimeSpan.FromMinutes(1));
        for (var number = 0; number < 20; number++)
            await PostAsync($"eve{number:000}", "@school");
        await PostAsync("ada", "@school");

        Assert.That((await ClaimAsync())!.Attempt.Person, Is.EqualTo("ada"));
    }

    [Test]
    public async Task Of_an_origin_and_of_all_only_so_many_wait()
    {
        for (var number = 0; number < 3; number++)
            await PostAsync($"eve{number}", "@eve");

        Assert.That(await TryAsync("eve3", "@eve"), Is.EqualTo(new Acceptance.NoPlace(IsOfOrigin: true)));
        Assert.That(await TryAsync("ada", "@ada"), Is.TypeOf<Acceptance.Accepted>());
        Assert.That(await TryAsync("bob", "@bob"), Is.EqualTo(new Acceptance.NoPlace(IsOfOrigin: false)));
        await PassAsync((await ClaimAsync())!);
        Assert.That(await TryAsync("bob", "@bob"), Is.TypeOf<Acceptance.Accepted>());
    }

    [Test]
    public async Task What_an_origin_was_served_is_forgotten_with_old_events_and_what_a_person_was_is_not()
    {
        await PostAsync("ada", "@ada");
        await PassAsync((await ClaimAsync())!);
        Time.Advance(TimeSpan.FromDays(8));
        await Store.Events.ClearAsync(TimeSpan.FromDays(7), 100, None);
        var left = await Store.ListAsync<string>("select person from turn", new { }, None);
        Assert.That(left, Is.EqualTo(new[] { "ada" }));
    }

    [Test]
    public async Task A_list_of_attempts_has_neither_texts_nor_reports()
    {
        Assert.That(await Store.Attempts.ListAsync("ada", "start/first-pass", 10, None), Is.Empty);
        var id = await PostAsync("ada", "@ada");
        await PassAsync((await ClaimAsync())!);
        var one = (await Store.Attempts.ListAsync("ada", "start/first-pass", 10, None)).Single();
        Assert.That((one.Id, one.Snippet, ((AttemptEnd.Judged)one.End!).Report, one.Seed), Is.EqualTo((id, "", "", 7L)));
    }

    private async Task<string> PostAsync(string person, string origin)
    {
        await Store.People.EnsureAsync(person, person, None);
        return await AcceptAsync(Attempt(person, origin));
    }

    private async Task<Acceptance> TryAsync(string person, string origin)
    {
        await Store.People.EnsureAsync(person, person, None);
        return await Store.Queue.AcceptAsync(Attempt(person, origin) with { MostOfOrigin = 3, MostAtAll = 4 }, None);
    }

    private static NewAttempt Attempt(string person, string origin) => new(person, "start/first-pass", "d1", "int Twice(int number) => 2 * number;", Seed: 7) { Origin = origin };
}
