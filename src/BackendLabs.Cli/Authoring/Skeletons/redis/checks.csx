string page = "";
int before = 0;

string Key() => "visits:" + page;

Given(seed =>
{
    page = seed.Token(10);
    before = seed.Int(1_000, 900_000);
});

Check("counts-in-redis", points: 1, "counts a visit in Redis", async () =>
{
    await Cache.SetAsync(Key(), $"{before}", TimeSpan.FromHours(1));
    var count = await Snippet.CallAsync<long>("Visit", page);
    Expect(count, Is.EqualTo(before + 1L), $"The key \"{Key()}\" held {before}, and then the page was visited once.");
    Expect(await Cache.GetAsync(Key()), Is.EqualTo($"{before + 1}"), $"After the visit the key \"{Key()}\" should hold the new number.");
});

Check("ends-after-a-day", points: 1, "lets the count end a day after the first visit", "counts-in-redis", async () =>
{
    await Snippet.CallAsync<long>("Visit", page);
    var left = await Cache.TtlAsync(Key());
    Expect(left is { TotalHours: > 23.9 and <= 24 }, $"After the first visit the key \"{Key()}\" should end in a day, and ends {(left is null ? "never" : $"in {left.Value.TotalHours:0.0} hours")}.");

    // Nobody waits: the time of Redis, and of a TimeProvider that a snippet is given, moves on.
    await Clock.AdvanceAsync(TimeSpan.FromHours(5));
    await Snippet.CallAsync<long>("Visit", page);
    left = await Cache.TtlAsync(Key());
    Expect(left is { TotalHours: > 18.9 and <= 19 }, $"Five hours later came the second visit. The key \"{Key()}\" should end in 19 hours, and ends {(left is null ? "never" : $"in {left.Value.TotalHours:0.0} hours")}.");
});
