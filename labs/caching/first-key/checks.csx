string token = "";
string otherToken = "";
int user = 0;
int otherUser = 0;

Given(seed =>
{
    token = seed.Token(12);
    otherToken = seed.Token(12);
    user = seed.Int(1_000, 999_999);
    otherUser = seed.Int(1_000, 999_999);
});

string KeyOf(string of) => "session:" + of;

Check("stores-in-redis", points: 2, "keeps the session in Redis, where a restart cannot reach it", async () =>
{
    await Snippet.CallAsync("Remember", token, user);
    var stored = await Cache.GetAsync(KeyOf(token));
    Expect(stored, Is.EqualTo($"{user}"), $"After Remember(\"{token}\", {user}) the key \"{KeyOf(token)}\" should hold the user's number.");

    await Snippet.RestartAsync();
    var who = await Snippet.CallAsync<int?>("WhoIs", token);
    Expect(who, Is.EqualTo(user), $"Your process was restarted, and WhoIs(\"{token}\") has lost the session.");
});

Check("reads-from-redis", points: 2, "sees what others write to the key", async () =>
{
    await Cache.SetAsync(KeyOf(token), $"{user}", TimeSpan.FromMinutes(30));
    var who = await Snippet.CallAsync<int?>("WhoIs", token);
    Expect(who, Is.EqualTo(user), $"Another program wrote the key \"{KeyOf(token)}\", and WhoIs(\"{token}\") should find it.");

    await Cache.SetAsync(KeyOf(token), $"{otherUser}", TimeSpan.FromMinutes(30));
    who = await Snippet.CallAsync<int?>("WhoIs", token);
    Expect(who, Is.EqualTo(otherUser), "Another program has changed the key since, and WhoIs still gives the old answer.");
});

Check("expires", points: 2, "lets the session end after 30 minutes", async () =>
{
    await Snippet.CallAsync("Remember", token, user);
    var keys = await Cache.KeysAsync();
    Expect(keys, Is.Not.Empty, "After Remember there is no key in Redis at all.");
    foreach (var key in keys)
    {
        var left = await Cache.TtlAsync(key);
        Expect(left is not null, $"The key \"{key}\" never ends.");
        Expect(left!.Value.TotalMinutes is > 29 and <= 30, $"The key \"{key}\" should end after 30 minutes, and ends after {left.Value.TotalMinutes:0.0}.");
    }
});

Check("unknown-is-nobody", points: 1, "answers null for a session that nobody has", async () =>
{
    await Cache.SetAsync(KeyOf(token), $"{user}", TimeSpan.FromMinutes(30));
    var known = await Snippet.CallAsync<int?>("WhoIs", token);
    Expect(known, Is.EqualTo(user), $"\"{KeyOf(token)}\" is in Redis, so WhoIs(\"{token}\") is a known user.");

    var unknown = await Snippet.CallAsync<int?>("WhoIs", otherToken);
    Expect(unknown, Is.Null, $"There is no key \"{KeyOf(otherToken)}\" in Redis.");
});

Check("forgets", points: 1, "removes the key on logout, and only that one", async () =>
{
    await Cache.SetAsync(KeyOf(token), $"{user}", TimeSpan.FromMinutes(30));
    await Cache.SetAsync(KeyOf(otherToken), $"{otherUser}", TimeSpan.FromMinutes(30));
    await Snippet.CallAsync("Forget", token);
    Expect(!await Cache.ExistsAsync(KeyOf(token)), $"After Forget(\"{token}\") there is still a key \"{KeyOf(token)}\".");
    Expect(await Cache.GetAsync(KeyOf(otherToken)), Is.EqualTo($"{otherUser}"), "Somebody else was logged out as well.");
});
