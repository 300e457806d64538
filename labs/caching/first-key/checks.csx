string token = "";
string otherToken = "";
int user = 0;
int otherUser = 0;

Given(seed =>
{
    // With a letter for certain, so that it is another token in capitals.
    token = "k" + seed.Token(11);
    otherToken = "m" + seed.Token(11);
    user = seed.Int(1_000, 499_999);
    otherUser = seed.Int(500_000, 999_999);
});

string KeyOf(string of) => "session:" + of;

Task<int?> WhoIsAsync(string whose) => Snippet.CallAsync<int?>("WhoIs", whose);

Task PassAsync(double minutes) => Clock.AdvanceAsync(TimeSpan.FromMinutes(minutes));

Task WriteAsync(string whose, int number) => Cache.SetAsync(KeyOf(whose), $"{number}", TimeSpan.FromMinutes(30));

Check("stores-in-redis", points: 2, "keeps the session in Redis, where a restart cannot reach it", async () =>
{
    await Snippet.CallAsync("Remember", token, user);
    Expect(await Cache.GetAsync(KeyOf(token)), Is.EqualTo($"{user}"), $"After Remember(\"{token}\", {user}) the key \"{KeyOf(token)}\" should hold the user's number.", rule: "key");

    await Snippet.RestartAsync();
    Expect(await WhoIsAsync(token), Is.EqualTo(user), $"Your process was restarted, and WhoIs(\"{token}\") has lost the session.", rule: "who-is");

    var capitals = token.ToUpperInvariant();
    await Snippet.CallAsync("Remember", capitals, otherUser);
    Expect(await Cache.GetAsync(KeyOf(capitals)), Is.EqualTo($"{otherUser}"), $"After Remember(\"{capitals}\", {otherUser}) the key \"{KeyOf(capitals)}\" should hold the user's number.", rule: "key");
    Expect(await Cache.GetAsync(KeyOf(token)), Is.EqualTo($"{user}"), $"Remember(\"{capitals}\", {otherUser}) has changed the key \"{KeyOf(token)}\", which is another session.", rule: "key");
});

Check("reads-from-redis", points: 2, "sees what others write to the key, and that they delete it", async () =>
{
    await Snippet.CallAsync("Remember", token, user);
    Expect(await WhoIsAsync(token), Is.EqualTo(user), $"After Remember(\"{token}\", {user}).");

    await WriteAsync(token, otherUser);
    Expect(await WhoIsAsync(token), Is.EqualTo(otherUser), $"Another program has changed the key \"{KeyOf(token)}\" since, and WhoIs still gives the old answer.");

    await Cache.DeleteAsync(KeyOf(token));
    Expect(await WhoIsAsync(token), Is.Not.EqualTo(otherUser), $"Another program has deleted the key \"{KeyOf(token)}\", as a logout on another server does. Here the user is still logged in.");

    await WriteAsync(token, user);
    Expect(await WhoIsAsync(token), Is.EqualTo(user), $"WhoIs(\"{token}\") found nothing. Then another program wrote the key \"{KeyOf(token)}\", and now it should be found.");
});

Check("expires", points: 2, "lets the session end after 30 minutes", async () =>
{
    await Snippet.CallAsync("Remember", token, user);
    var keys = await Cache.KeysAsync();
    Expect(keys, Is.Not.Empty, "After Remember there is no key in Redis at all.", rule: "thirty-minutes");
    foreach (var key in keys)
    {
        var left = await Cache.TtlAsync(key);
        Expect(left is not null, $"The key \"{key}\" never ends.", rule: "thirty-minutes");
        Expect(left!.Value.TotalMinutes is > 29 and <= 30, $"The key \"{key}\" should end after 30 minutes, and ends after {left.Value.TotalMinutes:0.0}.", rule: "thirty-minutes");
    }

    await PassAsync(29.5);
    Expect(await WhoIsAsync(token), Is.EqualTo(user), "29 and a half minutes have passed. The session should still be there.", rule: "thirty-minutes");
    await PassAsync(1);
    Expect(await WhoIsAsync(token), Is.Not.EqualTo(user), "30 and a half minutes have passed since Remember. WhoIs was called a minute ago, and the session should be over all the same.", rule: "no-prolonging");

    await Snippet.CallAsync("Remember", token, user);
    await PassAsync(20);
    await Snippet.CallAsync("Remember", token, otherUser);
    Expect(await Cache.GetAsync(KeyOf(token)), Is.EqualTo($"{otherUser}"), $"Remember(\"{token}\", {user}) was called, and 20 minutes later Remember(\"{token}\", {otherUser}). The key \"{KeyOf(token)}\" should hold the new number.", rule: "again");
    await PassAsync(20);
    Expect(await WhoIsAsync(token), Is.EqualTo(otherUser), "The token was remembered again 20 minutes ago, and has 30 minutes from then on.", rule: "again");
});

Check("never-without-an-end", points: 2, "leaves no key without an end when it breaks off in the middle", "stores-in-redis", async () =>
{
    // A command that writes nothing, or removes what was there, may come before the one that writes.
    for (var sent = 1; !await Cache.ExistsAsync(KeyOf(token)); sent++)
    {
        Expect(sent <= 4, $"Remember was called, and the connection broke after each of its first four commands. None of them wrote the key \"{KeyOf(token)}\".");
        await using (Cache.CutReplies(after: sent - 1))
            await Snippet.FailureAsync("Remember", token, user);
        await Snippet.RestartAsync();
    }

    Expect(await Cache.GetAsync(KeyOf(token)), Is.EqualTo($"{user}"), $"Remember(\"{token}\", {user}) broke off after the command that wrote the key \"{KeyOf(token)}\".");
    Expect(await Cache.TtlAsync(KeyOf(token)) is not null, $"Remember broke off after one of its commands, as a program does that is killed there. It left the key \"{KeyOf(token)}\" in Redis without an end: this key stays for ever.");
});

Check("unknown-is-nobody", points: 1, "answers null for a session that nobody has", async () =>
{
    await WriteAsync(token, user);
    Expect(await WhoIsAsync(token), Is.EqualTo(user), $"\"{KeyOf(token)}\" is in Redis, so WhoIs(\"{token}\") is a known user.", rule: "who-is");
    Expect(await WhoIsAsync(otherToken), Is.Null, $"There is no key \"{KeyOf(otherToken)}\" in Redis.", rule: "who-is");
    foreach (var near in new[] { token.ToUpperInvariant(), token[..^1], token + "0", " " + token, "*", "" })
        Expect(await WhoIsAsync(near), Is.Null, $"\"{KeyOf(token)}\" is in Redis, and there is no key \"{KeyOf(near)}\".", rule: "key");
});

Check("forgets", points: 1, "removes the key on logout, and only that one", async () =>
{
    var capitals = token.ToUpperInvariant();
    await WriteAsync(token, user);
    await WriteAsync(otherToken, otherUser);
    await WriteAsync(capitals, otherUser);
    foreach (var (gone, others) in new[] { (capitals, new[] { token, otherToken }), (token, [otherToken]) })
    {
        await Snippet.CallAsync("Forget", gone);
        Expect(!await Cache.ExistsAsync(KeyOf(gone)), $"After Forget(\"{gone}\") there is still a key \"{KeyOf(gone)}\".", rule: "forgets");
        foreach (var other in others)
            Expect(await Cache.ExistsAsync(KeyOf(other)), $"Forget(\"{gone}\") was called. Somebody else was logged out as well: the key \"{KeyOf(other)}\" is gone.", rule: "nobody-else");
    }

    await Snippet.CallAsync("Forget", token);
    Expect(!await Cache.ExistsAsync(KeyOf(token)), $"Forget(\"{token}\") was called a second time, and now there is a key \"{KeyOf(token)}\".", rule: "forgets");
});
