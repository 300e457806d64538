const int Callers = 50;

string region = "";
string otherRegion = "";
long total = 0;
long otherTotal = 0;

Given(seed =>
{
    var regions = seed.DifferentWords(2);
    (region, otherRegion) = (regions[0], regions[1] + "'s end");
    var sales = Enumerable.Range(0, 4).Select(_ => (long)seed.Int(1_000, 90_000)).ToArray();
    (total, otherTotal) = (sales[0] + sales[1], sales[2] + sales[3]);
    for (var i = 0; i < sales.Length; i++)
        Db.Insert("sale", new { region = i < 2 ? region : otherRegion, cents = sales[i] });
});

string Key() => "report:" + region;

int Loads() => Db.Count("report_run");

Task<long> OtherAsync(SnippetCalls client) => client.CallAsync<long>("GetReport", otherRegion);

Task<long> GetAsync(SnippetCalls client) => client.CallAsync<long>("GetReport", region);

// Until something can be seen, with an end.
async Task UntilAsync(Func<bool> isSeen, TimeSpan end)
{
    for (var waited = TimeSpan.Zero; waited < end && !isSeen(); waited += TimeSpan.FromMilliseconds(20))
        await Task.Delay(20);
}

// Until it is done, or has been waited for long enough to say that it is not.
Task PatientlyAsync(Task call) => Task.WhenAny(call, Task.Delay(TimeSpan.FromSeconds(8)));

Check("reports", points: 1, "gives the report, and keeps a copy of it for a minute", async () =>
{
    Expect(await GetAsync(Snippet), Is.EqualTo(total), $"The sales of {region}, added up.", rule: "noted");
    Expect(await Snippet.CallAsync<long>("GetReport", otherRegion), Is.EqualTo(otherTotal), $"The sales of {otherRegion}, added up.", rule: "noted");
    Expect(Loads(), Is.EqualTo(2), "Two reports were asked for: the rows in report_run.", rule: "noted");
    Expect(await Cache.GetAsync(Key()), Is.EqualTo($"{total}"), $"The copy under {Key()}.", rule: "copy");
    var left = await Cache.TtlAsync(Key());
    Expect(left is { TotalSeconds: > 30 and <= 60 }, $"The copy under {Key()} should end after one minute, and ends {(left is null ? "never" : $"after {left.Value.TotalSeconds:0} seconds")}.", rule: "copy");

    Db.Insert("sale", new { region, cents = 77 });
    await Snippet.RestartAsync();
    Expect(await GetAsync(Snippet), Is.EqualTo(total), "There is a copy of the report, less than a minute old. It is the answer, although something was sold since.", rule: "copy");
    Expect(Loads(), Is.EqualTo(2), "The third call should have taken the copy: the rows in report_run.", rule: "copy");
    await Clock.AdvanceAsync(TimeSpan.FromSeconds(61));
    Expect(await GetAsync(Snippet), Is.EqualTo(total + 77), "A minute has passed, and the copy is over. The report is worked out anew.", rule: "copy");
});

Check("one-load", points: 4, "works it out once for fifty callers", "reports", async () =>
{
    var clients = await Snippet.ClientsAsync(3);
    using var hold = Cache.HoldBeforeWrite(Key(), by: 1);
    var first = GetAsync(clients[0]);
    await hold.ReachedAsync(first);
    var others = Enumerable.Range(1, Callers - 1).Select(n => GetAsync(clients[1 + n % 2])).ToArray();
    await UntilAsync(() => Loads() > 1 || Timeline.Count("redis") >= 3 * Callers, TimeSpan.FromSeconds(3));
    Expect(Loads(), Is.EqualTo(1), $"One caller has worked out the report and not yet left its copy. {Callers - 1} others came to two more servers and should wait for it. Number of times the report was worked out:");
    hold.Release();
    var answers = await Task.WhenAll([first, .. others]);
    Expect(answers, Is.All.EqualTo(total), $"Everybody of the {Callers} callers should get the report.");
    Expect(Loads(), Is.EqualTo(1), $"{Callers} callers came at once. Number of times the report was worked out:");
});

Check("waits-for-a-slow-load", points: 2, "waits as long as the report takes", "one-load", async () =>
{
    var clients = await Snippet.ClientsAsync(2);
    using (var hold = await Db.HoldBeforeWriteAsync(1, by: 1))
    {
        var first = GetAsync(clients[0]);
        await hold.ReachedAsync(first);
        await Clock.AdvanceAsync(TimeSpan.FromSeconds(12));
        var before = Timeline.Count("redis");
        var second = GetAsync(clients[1]);
        await UntilAsync(() => Loads() > 0 || second.IsCompleted || Timeline.Count("redis") >= before + 6, TimeSpan.FromSeconds(2));
        Expect(Loads(), Is.EqualTo(0), "The first caller began to work out the report twelve seconds ago. A second one came to another server, did not wait for it, and has worked it out too. Number of times it was worked out by others:");
        hold.Release();
        Expect(await first, Is.EqualTo(total), "The first caller, who took twelve seconds.");
        Expect(await second, Is.EqualTo(total), "The second caller, who waited.");
        Expect(Loads(), Is.EqualTo(1), "The second caller waited for the first one. Number of times the report was worked out:");
    }

    // Who gives up by a clock of their own gives up in real seconds.
    await Cache.DeleteAsync(Key());
    using (var hold = await Db.HoldBeforeWriteAsync(1, by: 1))
    {
        var first = GetAsync(clients[0]);
        await hold.ReachedAsync(first);
        var until = DateTime.UtcNow.AddSeconds(10.5);
        var second = GetAsync(clients[1]);
        while (Loads() == 1 && !second.IsCompleted && DateTime.UtcNow < until)
            await Task.Delay(50);
        Expect(Loads(), Is.EqualTo(1), "The first caller takes ten seconds to work out the report. A second one, on another server, lost patience before, and worked it out too. Number of times it was worked out, with one time for a copy before:");
        hold.Release();
        Expect(await first, Is.EqualTo(total), "The first caller, who took ten seconds.");
        Expect(await second, Is.EqualTo(total), "The second caller, who waited for ten seconds.");
        Expect(Loads(), Is.EqualTo(2), "The second caller waited for the first one's copy, and should have taken it. Number of times the report was worked out, with one time for a copy before:");
    }
});

Check("other-regions-go-on", points: 1, "works out another region's report meanwhile", "one-load", async () =>
{
    var clients = await Snippet.ClientsAsync(2);
    using var hold = await Db.HoldBeforeWriteAsync(1, by: 1);
    var first = GetAsync(clients[0]);
    await hold.ReachedAsync(first);
    foreach (var (client, server) in new[] { (clients[1], "another server"), (clients[0], "the same server") })
    {
        var other = OtherAsync(client);
        await PatientlyAsync(other);
        Expect(other.IsCompleted, $"The report of {region} is being worked out. Somebody came to {server} for the report of {otherRegion}, and after eight seconds is still waiting.");
        Expect(await other, Is.EqualTo(otherTotal), $"The report of {otherRegion}, while the one of {region} is being worked out.");
    }

    hold.Release();
    Expect(await first, Is.EqualTo(total), $"The report of {region}.");
});

Check("looks-again", points: 2, "does not work it out again when somebody else has just done so", "one-load", async () =>
{
    var clients = await Snippet.ClientsAsync(2);
    using var hold = Cache.HoldBeforeWrite(by: 1);
    var late = GetAsync(clients[0]);
    await hold.ReachedAsync(late);
    Expect(await GetAsync(clients[1]), Is.EqualTo(total), "The second caller.");
    hold.Release();
    Expect(await late, Is.EqualTo(total), "The first caller.");
    Expect(Loads(), Is.EqualTo(1), "The first caller found no copy and went for the lock. Before it got there, the second one had the lock, left a copy and gave the lock back. Number of times the report was worked out:");
});

Check("failure-lets-go", points: 2, "lets the next caller try when working it out has failed", "one-load", async () =>
{
    await using (Db.MakeReadOnly())
    {
        var failure = await Snippet.FailureAsync("GetReport", region);
        Expect(failure is not null && failure.Is("SqliteException"), "The database refused to work, and its exception should reach the caller.");
    }

    var next = GetAsync(Snippet);
    await PatientlyAsync(next);
    Expect(next.IsCompleted, "Working out the report has failed, and the database is well again. Eight seconds later the next caller is still waiting.");
    Expect(await next, Is.EqualTo(total), "The database is well again.");
});

Check("death-lets-go", points: 3, "lets others work it out half a minute after a caller has died", "one-load", async () =>
{
    var clients = await Snippet.ClientsAsync(2);
    using var firstWrite = Cache.HoldBeforeWrite(by: 2);
    var dead = GetAsync(clients[1]);
    await firstWrite.ReachedAsync(dead);
    using var secondWrite = Cache.HoldBeforeWrite(by: 2);
    firstWrite.Release();
    await secondWrite.ReachedAsync(dead);
    await clients[1].KillAsync();
    await Clock.AdvanceAsync(TimeSpan.FromSeconds(31));

    var heir = GetAsync(clients[0]);
    await PatientlyAsync(heir);
    var left = string.Join(", ", await Cache.KeysAsync());
    Expect(heir.IsCompleted, $"A server wrote once to Redis and was killed before it wrote again. More than half a minute later the other server is still waiting for it. What is left in Redis: {left}.");
    Expect(await heir, Is.EqualTo(total), "The other server works out the report.");
});

Check("only-the-owner-unlocks", points: 3, "leaves the lock alone that belongs to somebody else by now", ["one-load", "death-lets-go"], async () =>
{
    var clients = await Snippet.ClientsAsync(3);
    using var slow = Cache.HoldBeforeWrite(Key(), by: 1);
    var first = GetAsync(clients[0]);
    await slow.ReachedAsync(first);
    await Clock.AdvanceAsync(TimeSpan.FromSeconds(31));
    using var busy = Cache.HoldBeforeWrite(Key(), by: 2);
    var second = GetAsync(clients[1]);
    await busy.ReachedAsync(second);
    slow.Release();
    Expect(await first, Is.EqualTo(total), "The first caller was slow, and has the report all the same.");

    await Cache.DeleteAsync(Key());
    var before = Timeline.Count("redis");
    var third = GetAsync(clients[2]);
    await UntilAsync(() => Loads() > 2 || third.IsCompleted || Timeline.Count("redis") >= before + 6, TimeSpan.FromSeconds(2));
    Expect(Loads(), Is.EqualTo(2), "The first caller took more than half a minute, so its lock ended and the second caller took one. Then the first was done and gave back a lock: the second one's. A third caller came and found no lock. Number of times the report was worked out:");
    busy.Release();
    Expect(await second, Is.EqualTo(total), "The second caller.");
    Expect(await third, Is.EqualTo(total), "The third caller.");
});
