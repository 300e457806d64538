namespace BackendLabs.Store.Tests;

[TestFixture("sqlite")]
[TestFixture("postgres")]
internal sealed class PracticeTests(string kind) : StoreFixture(kind)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Test]
    public async Task A_draft_is_saved_over_the_revision_it_was_made_from_and_over_no_other()
    {
        await Store.People.EnsureAsync("ada", "Ada", None);
        Assert.That(await Store.Drafts.FindAsync("ada", "caching/first-key", None), Is.Null);

        Assert.That(await Store.Drafts.SaveAsync("ada", "caching/first-key", "one", basedOn: 0, None), Is.EqualTo(1));
        Assert.That(await Store.Drafts.SaveAsync("ada", "caching/first-key", "two", basedOn: 1, None), Is.EqualTo(2));
        Assert.That(await Store.Drafts.SaveAsync("ada", "caching/first-key", "of another window", basedOn: 1, None), Is.Null);
        Assert.That(await Store.Drafts.SaveAsync("ada", "caching/first-key", "of a third", basedOn: 0, None), Is.Null);

        Assert.That(await Store.Drafts.FindAsync("ada", "caching/first-key", None), Is.EqualTo(new Draft("two", 2, Time.GetUtcNow())));
    }

    [Test]
    public async Task Who_saves_while_another_writes_waits_without_a_thread_and_for_as_long_as_it_takes()
    {
        await Store.People.EnsureAsync("ada", "Ada", None);
        var going = new TaskCompletionSource();
        var slow = Store.WriteAsync(async _ =>
        {
            await going.Task;
            return 0;
        }, None);

        // On SQLite a thread that waits for the database itself would not come back here.
        var saves = Enumerable.Range(0, 6).Select(number => Store.Drafts.SaveAsync("ada", $"caching/lab-{number}", "text", 0, None)).ToList();
        going.SetResult();
        await slow;

        Assert.That(await Task.WhenAll(saves), Has.All.EqualTo(1));
    }

    [TestCase("")]
    [TestCase("zwölf \u0001 𝄞 \n\t' -- $1 @person {0}")]
    public async Task Any_text_comes_back_as_it_was(string text)
    {
        await Store.People.EnsureAsync("ada", "Ada", None);
        await Store.Drafts.SaveAsync("ada", "a/b", text, 0, None);

        Assert.That((await Store.Drafts.FindAsync("ada", "a/b", None))!.Text, Is.EqualTo(text));
    }

    [Test]
    public async Task Attempts_and_standings_tell_what_a_person_has_done()
    {
        foreach (var (verdict, score) in new[] { ("failed", 1), ("passed", 2), ("failed", 0) })
        {
            await AcceptAsync("ada", verdict);
            await Store.Queue.EndAsync((await ClaimAsync())!, verdict, score, 2, "{}", None);
        }

        await AcceptAsync("ada", "waits");
        await AcceptAsync("bob");

        var attempts = await Store.Attempts.OfAsync("ada", "start/first-pass", 10, None);
        Assert.That(attempts.Select(attempt => attempt.Snippet), Is.EqualTo(new[] { "waits", "failed", "passed", "failed" }));
        Assert.That(await Store.Attempts.StandingsAsync("ada", None), Is.EqualTo(new[] { new LabStanding("start/first-pass", 3, 2, 2, Passed: true) }));
        Assert.That(await Store.Attempts.StandingsAsync("bob", None), Is.Empty);
    }

    [Test]
    public async Task Failures_are_counted_up_to_an_attempt_since_the_last_pass_and_not_what_was_our_fault()
    {
        var ids = new List<string>();
        foreach (var verdict in new[] { "failed", "compile_error", "infrastructure_error", "passed", "time_limit" })
        {
            ids.Add(await AcceptAsync("ada"));
            await Store.Queue.EndAsync((await ClaimAsync())!, verdict, 0, 2, "{}", None);
        }

        var failures = new List<long>();
        foreach (var id in ids)
            failures.Add(await Store.Attempts.FailuresUpToAsync(id, None));
        Assert.That(failures, Is.EqualTo(new[] { 1L, 1L, 1L, 0L, 1L }));
    }

    [Test]
    public async Task Places_are_told_as_they_change_until_the_attempt_is_taken()
    {
        var first = await AcceptAsync("ada");
        var second = await AcceptAsync("bob");
        var places = new List<long>();
        await foreach (var place in Store.Queue.PlacesAsync(second, None))
        {
            places.Add(place);
            await PassAsync((await ClaimAsync())!);
        }

        Assert.That(places, Is.EqualTo(new[] { 2L, 1L }));
        Assert.That(await Store.Queue.LengthAsync(None), Is.Zero);
        Assert.That((await Store.Attempts.FindAsync(first, None))!.End, Is.Not.Null);
    }

    [Test]
    public async Task An_erased_person_leaves_nothing_behind()
    {
        var id = await AcceptAsync("ada");
        await Store.Drafts.SaveAsync("ada", "a/b", "mine", 0, None);
        var bobs = await AcceptAsync("bob");

        await Store.People.EraseAsync("ada", None);

        Assert.That(await Store.Attempts.FindAsync(id, None), Is.Null);
        Assert.That(await Store.Events.AfterAsync(id, 0, None), Is.Empty);
        Assert.That(await Store.Drafts.FindAsync("ada", "a/b", None), Is.Null);
        Assert.That((await ClaimAsync())!.Attempt.Id, Is.EqualTo(bobs));
        Assert.That(await ClaimAsync(), Is.Null);
    }

    [Test]
    public async Task Events_are_followed_from_any_process_and_from_where_one_left_off()
    {
        var id = await AcceptAsync("ada");
        await using var other = await OpenAgainAsync();
        var following = KindsAsync(other, id, after: 0);
        var run = (await ClaimAsync())!;
        await Store.Events.AppendAsync(run, "progress", "{\"number\":1}", None);
        await PassAsync(run);

        var seen = await following.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.That(seen.Select(one => one.Kind), Is.EqualTo(new[] { "queued", "started", "progress", "ended" }));
        Assert.That(seen[2].Body, Is.EqualTo("{\"number\":1}"));
        Assert.That((await KindsAsync(Store, id, after: seen[1].Id)).Select(one => one.Kind), Is.EqualTo(new[] { "progress", "ended" }));
    }

    private static async Task<List<RunEvent>> KindsAsync(LabStore store, string id, long after)
    {
        var seen = new List<RunEvent>();
        await foreach (var one in store.Events.FollowAsync(id, after, None))
            seen.Add(one);
        return seen;
    }
}
