string token = "";
string otherToken = "";
int user = 0;
int otherUser = 0;
string email = "";
string code = "";
string newCode = "";

Given(seed =>
{
    token = seed.Token(12);
    otherToken = seed.Token(12);
    user = seed.Int(1_000, 499_999);
    otherUser = seed.Int(500_000, 999_999);
    email = seed.Email();
    code = $"{seed.Int(100_000, 499_999)}";
    newCode = $"{seed.Int(500_000, 999_999)}";
});

string SessionKey(string of) => "session:" + of;

string CodeKey() => "code:" + email;

Task<int?> WhoIsAsync(string whose) => Snippet.CallAsync<int?>("WhoIs", whose);

Task<bool> IsCodeAsync(string typed) => Snippet.CallAsync<bool>("IsCode", email, typed);

Task PassAsync(double minutes) => Clock.AdvanceAsync(TimeSpan.FromMinutes(minutes));

Check("remembers", points: 1, "knows sessions and codes, and what is neither", async () =>
{
    await Snippet.CallAsync("StartSession", token, user);
    await Snippet.CallAsync("KeepCode", email, code);
    Expect(await Cache.GetAsync(SessionKey(token)), Is.EqualTo($"{user}"), $"After StartSession(\"{token}\", {user}) the key {SessionKey(token)} should hold the user's number.", rule: "keys");
    Expect(await Cache.GetAsync(CodeKey()), Is.EqualTo(code), $"After KeepCode(\"{email}\", \"{code}\") the key {CodeKey()} should hold the code.", rule: "keys");

    await Snippet.RestartAsync();
    Expect(await WhoIsAsync(token), Is.EqualTo(user), "Your process was restarted, and the session is lost.", rule: "who-is");
    Expect(await IsCodeAsync(code), Is.True, $"{code} is the code that was kept for {email}.", rule: "is-code");
    Expect(await WhoIsAsync(otherToken), Is.Null, "Nobody has started this session.", rule: "who-is");
    Expect(await IsCodeAsync(newCode), Is.False, $"The code is {code}, and {newCode} was typed.", rule: "is-code");
    Expect(await Snippet.CallAsync<bool>("IsCode", "x" + email, code), Is.False, $"The code {code} belongs to {email}, and somebody else typed it.", rule: "is-code");
});

Check("only-the-code", points: 1, "takes the whole code, and nothing that is only like it", "remembers", async () =>
{
    await Snippet.CallAsync("KeepCode", email, code);
    foreach (var typed in new[] { "", code[..1], code[..5], code[1..], code + "0", "x" + code, "*", "??????" })
        Expect(await IsCodeAsync(typed), Is.False, $"The code is {code}, and \"{typed}\" was typed.");
    Expect(await IsCodeAsync(code), Is.True, $"{code} is the code that was kept for {email}.");
    Expect(await Snippet.CallAsync<bool>("IsCode", "x" + email, ""), Is.False, "Nothing was typed, and no code was kept for that address. That is not a code that is right.");
});

Check("session-ends", points: 2, "ends a session after 30 minutes without a click", "remembers", async () =>
{
    await Snippet.CallAsync("StartSession", token, user);
    await Snippet.CallAsync("StartSession", otherToken, otherUser);
    await PassAsync(29.5);
    Expect(await WhoIsAsync(token), Is.EqualTo(user), "29 and a half minutes have passed. The session should still be there.");
    await PassAsync(1);
    Expect(await WhoIsAsync(otherToken), Is.Null, "30 and a half minutes have passed without a click. The session should be over.");
    Expect(!await Cache.ExistsAsync(SessionKey(otherToken)), $"30 and a half minutes have passed. The key {SessionKey(otherToken)} should be gone from Redis.");
});

Check("click-renews", points: 3, "begins the 30 minutes anew with every click", "remembers", async () =>
{
    await Snippet.CallAsync("StartSession", token, user);
    // Soon after the last one, late, and in between: every click counts, not only those that come when little time is left.
    double before = 0;
    foreach (var minutes in new[] { 1, 29.5, 10, 25, 29.5, 29.5 })
    {
        await PassAsync(minutes);
        Expect(await WhoIsAsync(token), Is.EqualTo(user), before == 0
            ? $"The first click, {minutes} minutes after the session began."
            : $"A click {minutes} minutes after the last one, which came {before} minutes after the one before it. Who clicks stays logged in.", rule: "every-click");
        before = minutes;
    }

    await PassAsync(30.5);
    Expect(await WhoIsAsync(token), Is.Null, "30 and a half minutes have passed since the last click. The session should be over.", rule: "session-ends");
});

Check("logout-is-final", points: 2, "does not bring back a session that is deleted during a click", "remembers", async () =>
{
    await Snippet.CallAsync("StartSession", token, user);
    await PassAsync(20);
    using var hold = Cache.HoldBeforeWrite(SessionKey(token));
    var click = WhoIsAsync(token);
    await hold.ReachedAsync(click);
    await Cache.DeleteAsync(SessionKey(token));
    hold.Release();
    await click;
    Expect(!await Cache.ExistsAsync(SessionKey(token)), $"While WhoIs(\"{token}\") was at work, the logout deleted the key {SessionKey(token)}. Now it is there again, and the user is logged in.");

    await Snippet.CallAsync("StartSession", token, otherUser);
    Expect(await WhoIsAsync(token), Is.EqualTo(otherUser), "A session was started anew after the logout.");
});

Check("code-ends", points: 3, "ends a code 10 minutes after it was kept, however often somebody tries it", "remembers", async () =>
{
    await Snippet.CallAsync("KeepCode", email, code);
    await PassAsync(10.5);
    Expect(!await Cache.ExistsAsync(CodeKey()), $"The code is ten and a half minutes old. The key {CodeKey()} should be gone from Redis.", rule: "code-ends");
    Expect(await IsCodeAsync(code), Is.False, "The code is ten and a half minutes old. It should be over.", rule: "code-ends");

    await Snippet.CallAsync("KeepCode", email, code);
    await PassAsync(9.5);
    Expect(await IsCodeAsync(code), Is.True, "The code is nine and a half minutes old, and good for 10.", rule: "code-ends");
    await Cache.DeleteAsync(CodeKey());

    await Snippet.CallAsync("KeepCode", email, code);
    for (var minute = 3; minute <= 9; minute += 3)
    {
        await PassAsync(3);
        Expect(await IsCodeAsync(newCode), Is.False, $"The code is {code}, and {newCode} was typed.", rule: "changes-nothing");
        Expect(await IsCodeAsync(code), Is.True, $"The code is {minute} minutes old, and good for 10, however often it was tried.", rule: "changes-nothing");
    }

    await PassAsync(1.5);
    Expect(await IsCodeAsync(code), Is.False, "The code is ten and a half minutes old. It should be over, although it was tried six times since.", rule: "slides");
});

Check("new-code-counts", points: 1, "lets a new code take the place of the old one, with 10 minutes of its own", "remembers", async () =>
{
    await Snippet.CallAsync("KeepCode", email, code);
    await PassAsync(8);
    await Snippet.CallAsync("KeepCode", email, newCode);
    await PassAsync(8);
    Expect(await IsCodeAsync(newCode), Is.True, "The new code is 8 minutes old, and good for 10.");
    Expect(await IsCodeAsync(code), Is.False, "A newer code has been sent since. The old one counts no more.");
});

Check("never-without-an-end", points: 3, "leaves no key without an end when it breaks off in the middle", "remembers", async () =>
{
    var writes = new (string Entry, string Key, object[] Arguments)[]
    {
        ("StartSession", SessionKey(token), [token, user]),
        ("KeepCode", CodeKey(), [email, code]),
    };
    foreach (var (entry, key, arguments) in writes)
    {
        // A command that writes nothing, or removes what was there, may come before the one that writes.
        for (var sent = 1; !await Cache.ExistsAsync(key); sent++)
        {
            Expect(sent <= 4, $"{entry} was called, and the connection broke after each of its first four commands. None of them wrote {key}.");
            await using (Cache.CutReplies(after: sent - 1))
                await Snippet.FailureAsync(entry, arguments);
            await Snippet.RestartAsync();
        }

        Expect(await Cache.TtlAsync(key) is not null, $"{entry} broke off after one of its commands, as a program does that is killed there. It left {key} in Redis without an end: this key stays for ever.");
    }
});
