namespace BackendLabs.Store.Tests;

/// <summary>The person whose machine it is, as their terminal and their browser use the store.</summary>
[TestFixture("sqlite")]
[TestFixture("postgres")]
internal sealed class OwnerTests(string kind) : StoreFixture(kind)
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task An_attempt_of_the_terminal_is_kept_once_and_counts()
    {
        var attempt = Judged("00a1", "passed");
        await Store.Owner.KeepAsync([attempt], None);
        await Store.Owner.KeepAsync([attempt with { Verdict = "failed" }, Judged("00a2", "failed")], None);

        Assert.That(await Store.Attempts.StandingsAsync(Owner.Id, None), Is.EqualTo(new[] { new LabStanding("start/first-pass", 2, 2, 2, Passed: true) }));
        Assert.That(await Store.Owner.JudgedAsync(new HashSet<string>(), None), Is.EqualTo(new[] { attempt, Judged("00a2", "failed") }));
        Assert.That(await Store.Owner.JudgedAsync(new HashSet<string> { "00a1" }, None), Is.EqualTo(new[] { Judged("00a2", "failed") }));
        await foreach (var one in Store.Events.FollowAsync("00a1", 0, None))
            Assert.That(one.Kind, Is.EqualTo(RunEvents.Ended), "a page that follows it comes to an end");
    }

    [Test]
    public async Task What_still_waits_is_not_yet_an_attempt_of_the_terminal()
    {
        await AcceptAsync(Owner.Id);
        Assert.That(await Store.Owner.JudgedAsync(new HashSet<string>(), None), Is.Empty);

        await PassAsync((await ClaimAsync())!);
        Assert.That(await Store.Owner.JudgedAsync(new HashSet<string>(), None), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Hints_of_both_are_one_list()
    {
        await Store.Owner.ShowAsync([new ShownHint("a/b", 1), new ShownHint("a/b", 0)], None);
        await Store.Hints.ShowAsync(Owner.Id, "a/c", 2, None);
        await Store.Owner.ShowAsync([new ShownHint("a/b", 1)], None);

        Assert.That(await Store.Owner.HintsAsync(None), Is.EqualTo(new[] { new ShownHint("a/b", 0), new ShownHint("a/b", 1), new ShownHint("a/c", 2) }));
    }

    [Test]
    public async Task A_visitor_who_turns_out_to_be_the_owner_brings_along_what_they_did()
    {
        var waiting = await AcceptAsync("cookie");
        await AcceptAsync(new NewAttempt("cookie", "start/first-pass", "d1", "x", Seed: 1) { Key = "same" });
        await Store.Hints.ShowAsync("cookie", "a/b", 1, None);
        await Store.Owner.ShowAsync([new ShownHint("a/b", 1)], None);
        await Store.Drafts.SaveAsync("cookie", "a/only", "theirs alone", 0, None);
        await Store.Owner.SaveDraftAsync("a/both", "own, older", 0, None);
        await Store.Drafts.SaveAsync("cookie", "a/late", "theirs, older", 0, None);
        Time.Advance(TimeSpan.FromMinutes(1));
        await Store.Drafts.SaveAsync("cookie", "a/both", "theirs, newer", 0, None);
        await Store.Owner.SaveDraftAsync("a/late", "own, newer", 0, None);

        Assert.That(await Store.Owner.TakeOverAsync("cookie", None), Is.True);
        Assert.That(await Store.Owner.TakeOverAsync("cookie", None), Is.True, "again is nothing new");

        Assert.That((await Store.Attempts.FindAsync(waiting, None))!.Person, Is.EqualTo(Owner.Id));
        Assert.That(await Store.Queue.CountAsync(Owner.Id, None), Is.EqualTo(2));
        Assert.That(await PassAsync((await ClaimAsync())!), Is.True);
        Assert.That(await DraftsOfAsync(Owner.Id), Is.EquivalentTo(new[] { "a/only theirs alone", "a/both theirs, newer", "a/late own, newer" }));
        Assert.That((await DraftsOfAsync("cookie")).Concat(await DraftsOfAsync(Owner.Id)), Is.SupersetOf(new[] { "a/both own, older", "a/late theirs, older" }), "no text is lost");
    }

    [Test]
    public async Task Somebody_of_a_class_is_never_taken_over()
    {
        await Store.Cohorts.BringAsync(new Labs.Cohort("class", "Class", [new Labs.CohortPerson("ada", "Ada", Labs.CohortRole.Student)]), None);
        var member = (await Store.Cohorts.MembersAsync("class", None))[0].Person;
        await AcceptAsync(new NewAttempt(member, "start/first-pass", "d1", "x", Seed: 1));

        Assert.That(await Store.Owner.TakeOverAsync(member, None), Is.False);
        Assert.That(await Store.Queue.CountAsync(member, None), Is.EqualTo(1));
    }

    private async Task<IEnumerable<string>> DraftsOfAsync(string person) =>
        (await Store.Drafts.AllAsync(person, None)).Select(draft => $"{draft.Key} {draft.Value.Text}");

    private static JudgedAttempt Judged(string id, string verdict) =>
        new(id, "start/first-pass", "d1", "int x;", 7, Noon, verdict, verdict == "passed" ? 2 : 0, 2, "{}");
}
