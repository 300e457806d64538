namespace BackendLabs.Store.Tests;

[TestFixture("sqlite")]
[TestFixture("postgres")]
internal sealed class QueueTests(string kind) : StoreFixture(kind)
{
    [Test]
    public async Task An_accepted_attempt_is_claimed_once_and_ends_with_its_report()
    {
        var id = await AcceptAsync("ada");

        var run = await ClaimAsync();
        Assert.That(run, Is.Not.Null);
        Assert.That((run!.Attempt.Id, run.Attempt.Person, run.Attempt.Seed, run.Tries), Is.EqualTo((id, "ada", 7L, 1)));
        Assert.That(await ClaimAsync(), Is.Null, "It is with a grader.");
        Assert.That(await Store.Queue.EndAsync(run, "failed", 1, 2, "{\"verdict\":\"failed\"}", CancellationToken.None), Is.True);

        var ended = (await Store.Attempts.FindAsync(id, CancellationToken.None))!.End;
        Assert.That(ended, Is.EqualTo(new AttemptEnd.Judged(Time.GetUtcNow(), "failed", 1, 2, "{\"verdict\":\"failed\"}")));
        Assert.That(await ClaimAsync(), Is.Null);
    }

    [Test]
    public async Task A_lapsed_lease_is_claimed_anew_and_its_first_holder_can_write_no_more()
    {
        var id = await AcceptAsync("ada");
        var first = (await ClaimAsync("one"))!;
        Time.Advance(RunQueue.Lease + TimeSpan.FromSeconds(1));

        var second = (await ClaimAsync("two"))!;

        Assert.That((second.Attempt.Id, second.Fence > first.Fence, second.Tries), Is.EqualTo((id, true, 2)));
        Assert.That(await Store.Queue.RenewAsync(first, CancellationToken.None), Is.False);
        Assert.That(await Store.Events.AppendAsync(first, "progress", "{}", CancellationToken.None), Is.False);
        Assert.That(await PassAsync(first), Is.False);
        Assert.That((await Store.Attempts.FindAsync(id, CancellationToken.None))!.End, Is.Null);
        Assert.That(await PassAsync(second), Is.True);
        Assert.That(await PassAsync(second), Is.False, "A verdict is written once.");
    }

    [Test]
    public async Task A_renewed_lease_does_not_lapse()
    {
        await AcceptAsync("ada");
        var run = (await ClaimAsync())!;
        for (var renewed = 0; renewed < 3; renewed++)
        {
            Time.Advance(RunQueue.Lease * 0.9);
            Assert.That(await Store.Queue.RenewAsync(run, CancellationToken.None), Is.True);
        }

        Assert.That(await ClaimAsync(), Is.Null);
    }

    [Test]
    public async Task A_thousand_attempts_of_one_keep_nobody_else_waiting()
    {
        await Store.People.EnsureAsync("flood", "flood", CancellationToken.None);
        for (var number = 0; number < 1_000; number++)
            await Store.Queue.AcceptAsync(new NewAttempt("flood", "start/first-pass", "d1", "x", number), CancellationToken.None);
        await AcceptAsync("ada");
        await AcceptAsync("bob");
        await AcceptAsync("ada");

        var served = new List<string>();
        for (var turn = 0; turn < 6; turn++)
        {
            Time.Advance(TimeSpan.FromMilliseconds(5));
            var run = (await ClaimAsync())!;
            served.Add(run.Attempt.Person);
            await PassAsync(run);
        }

        Assert.That(served, Is.EqualTo(new[] { "flood", "ada", "bob", "flood", "ada", "flood" }));
    }

    [Test]
    public async Task Whoever_has_something_under_way_waits_for_those_who_have_not()
    {
        foreach (var person in new[] { "flood", "flood", "flood", "ada" })
            await AcceptAsync(person);
        var taken = new[] { await ClaimAsync("one"), await ClaimAsync("two"), await ClaimAsync("three") }.Select(run => run!.Attempt.Person);

        Assert.That(taken, Is.EqualTo(new[] { "flood", "ada", "flood" }));
    }

    [Test]
    public async Task A_persons_attempts_are_taken_in_their_order()
    {
        string[] ids = [await AcceptAsync("ada"), await AcceptAsync("ada"), await AcceptAsync("ada")];
        var taken = new List<string>();
        while (await ClaimAsync() is { } run)
        {
            taken.Add(run.Attempt.Id);
            await PassAsync(run);
        }

        Assert.That(taken, Is.EqualTo(ids));
    }

    [Test]
    public async Task The_place_counts_everybodys_first_before_anybodys_second()
    {
        for (var number = 0; number < 5; number++)
            await AcceptAsync("flood");
        var bobs = await AcceptAsync("bob");
        var floods = await AcceptAsync("flood");

        Assert.That(await Store.Queue.PlaceAsync(bobs, CancellationToken.None), Is.EqualTo(2));
        Assert.That(await Store.Queue.PlaceAsync(floods, CancellationToken.None), Is.EqualTo(7));
        await ClaimAsync();
        Assert.That(await Store.Queue.PlaceAsync(floods, CancellationToken.None), Is.EqualTo(6));
        Assert.That(await Store.Queue.PlaceAsync("none", CancellationToken.None), Is.Zero);
    }

    [Test]
    public async Task A_cancelled_attempt_leaves_the_queue_and_its_grader()
    {
        var waiting = await AcceptAsync("ada");
        Assert.That(await Store.Queue.CancelAsync(waiting, CancellationToken.None), Is.True);
        Assert.That(await ClaimAsync(), Is.Null);
        Assert.That((await Store.Attempts.FindAsync(waiting, CancellationToken.None))!.End, Is.TypeOf<AttemptEnd.Cancelled>());
        Assert.That(await Store.Queue.CancelAsync(waiting, CancellationToken.None), Is.False);

        await AcceptAsync("ada");
        var run = (await ClaimAsync())!;
        Assert.That(await Store.Queue.CancelAsync(run.Attempt.Id, CancellationToken.None), Is.True);
        Assert.That(await Store.Queue.RenewAsync(run, CancellationToken.None), Is.False, "Its grader learns of it when it renews.");
        Assert.That(await PassAsync(run), Is.False);
    }

    [Test]
    public async Task A_returned_run_goes_to_another_grader_and_does_not_count_as_a_try()
    {
        var id = await AcceptAsync("ada");
        await Store.Queue.ReturnAsync((await ClaimAsync())!, CancellationToken.None);

        var again = (await ClaimAsync())!;

        Assert.That((again.Attempt.Id, again.Tries), Is.EqualTo((id, 1)));
    }

    [Test]
    public async Task A_claim_that_was_given_back_can_write_no_more_and_is_given_back_once()
    {
        await AcceptAsync("ada");
        var run = (await ClaimAsync())!;
        await Store.Queue.RetryAsync(run, CancellationToken.None);
        await Store.Queue.ReturnAsync(run, CancellationToken.None);

        Assert.That(await PassAsync(run), Is.False);
        var again = (await ClaimAsync())!;
        Assert.That((again.Tries, again.Fence > run.Fence), Is.EqualTo((2, true)), "The run broke, and its try counts.");
    }

    [Test]
    public async Task A_grader_that_may_not_claim_leaves_the_attempt_to_others()
    {
        var may = false;
        var id = await AcceptAsync("ada");
        var asked = new TaskCompletionSource();
        var taking = Store.Queue.TakeAsync("short", () => { asked.TrySetResult(); return Volatile.Read(ref may); }, CancellationToken.None);
        await asked.Task;
        Assert.That(taking.IsCompleted, Is.False);

        Volatile.Write(ref may, true);

        Assert.That((await taking.WaitAsync(TimeSpan.FromSeconds(20))).Attempt.Id, Is.EqualTo(id));
    }

    [Test]
    public async Task Graders_that_claim_at_once_never_get_the_same_run()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var number = 0; number < 40; number++)
            ids.Add(await AcceptAsync($"p{number % 8}"));
        await using var other = await OpenAgainAsync();

        var graders = Enumerable.Range(0, 6).Select(async number =>
        {
            var taken = new List<string>();
            var store = number % 2 == 0 ? Store : other;
            while (taken.Count + ids.Count > 0 && await store.Queue.ClaimAsync($"g{number}", CancellationToken.None) is { } run)
            {
                taken.Add(run.Attempt.Id);
                await store.Queue.EndAsync(run, "passed", 1, 1, "{}", CancellationToken.None);
            }

            return taken;
        });
        var all = (await Task.WhenAll(graders)).SelectMany(taken => taken).ToList();
        // One that found every head of the queue taken by others had nothing to claim just then.
        while (await ClaimAsync() is { } left)
        {
            all.Add(left.Attempt.Id);
            await PassAsync(left);
        }

        Assert.That(all, Is.Unique.And.EquivalentTo(ids));
    }

    [Test]
    public async Task A_waiting_grader_is_woken_by_an_attempt_that_another_process_accepts()
    {
        await using var other = await OpenAgainAsync();
        var taking = other.Queue.TakeAsync("g", CancellationToken.None);
        Assert.That(taking.IsCompleted, Is.False);

        var id = await AcceptAsync("ada");

        Assert.That((await taking.WaitAsync(TimeSpan.FromSeconds(20))).Attempt.Id, Is.EqualTo(id));
    }

    [Test]
    public async Task A_grader_that_waits_stops_when_it_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var taking = Store.Queue.TakeAsync("g", cancel.Token);
        await cancel.CancelAsync();

        Assert.That(async () => await taking.WaitAsync(TimeSpan.FromSeconds(20)), Throws.InstanceOf<OperationCanceledException>());
    }
}
