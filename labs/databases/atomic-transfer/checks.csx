int payer = 0, payee = 0, other = 0;
int rich = 0, poor = 0, spare = 0;
int cents = 0;

Given(seed =>
{
    payer = seed.Int(100, 199);
    payee = seed.Int(200, 299);
    other = seed.Int(300, 399);
    rich = seed.Int(500_000, 900_000);
    poor = seed.Int(100, 9_000);
    spare = seed.Int(10_000, 20_000);
    cents = seed.Int(1_000, 9_999);
    var names = seed.DifferentWords(3);
    Db.Insert("account", new { id = payer, owner = names[0], cents = rich });
    Db.Insert("account", new { id = payee, owner = names[1], cents = poor });
    Db.Insert("account", new { id = other, owner = names[2], cents = spare });
});

int BalanceOf(int id) => Db.Scalar<int>("select cents from account where id = $id", new { id });

void ExpectBalances(int ofPayer, int ofPayee, string when)
{
    Expect(BalanceOf(payer), Is.EqualTo(ofPayer), $"{when} This is on account {payer}, which pays.");
    Expect(BalanceOf(payee), Is.EqualTo(ofPayee), $"{when} This is on account {payee}, which is paid.");
    Expect(BalanceOf(other), Is.EqualTo(spare), $"{when} This is on account {other}, which neither pays nor is paid.");
}

// The book tells what every balance must be: what was there, less what went out, plus what came in.
void ExpectBookAgrees(string when)
{
    var moved = Db.Scalar<int>("select coalesce(sum(cents), 0) from transfer where from_id = $payer and to_id = $payee", new { payer, payee });
    var elsewhere = Db.Scalar<int>("select count(*) from transfer where from_id <> $payer or to_id <> $payee", new { payer, payee });
    Expect(elsewhere, Is.Zero, $"{when} In the table transfer stands a transfer that nobody asked for.");
    Expect(BalanceOf(payer) + BalanceOf(payee), Is.EqualTo(rich + poor), $"{when} Together the two accounts had {rich + poor} cents. Now they have another sum.");
    Expect(BalanceOf(payee) - poor, Is.EqualTo(moved), $"{when} The payee got one sum, and the table transfer tells of another.");
}

Check("moves-the-money", points: 1, "moves the money, and writes it down", async () =>
{
    Expect(await Snippet.CallAsync<bool>("Transfer", payer, payee, cents), Is.True, $"Account {payer} had {rich} cents and paid {cents}.");
    ExpectBalances(rich - cents, poor + cents, $"After a transfer of {cents} cents.");
    Expect(Db.Count("transfer"), Is.EqualTo(1), "Each transfer is one row in the table transfer.");
    ExpectBookAgrees("After the first transfer.");

    Expect(await Snippet.CallAsync<bool>("Transfer", payer, payee, 1), Is.True, "One cent is a sum too.");
    Expect(await Snippet.CallAsync<bool>("Transfer", payer, payee, rich - cents - 1), Is.True, "Somebody may spend all that they have.");
    ExpectBalances(0, poor + rich, "After all of it was spent.");
    Expect(Db.Count("transfer"), Is.EqualTo(3), "Three transfers, three rows.");
});

Check("refuses", points: 2, "changes nothing where a transfer cannot be", "moves-the-money", async () =>
{
    async Task ExpectRefusedAsync(int from, int to, int sum, string because)
    {
        Expect(await Snippet.CallAsync<bool>("Transfer", from, to, sum), Is.False, because);
        ExpectBalances(rich, poor, because);
        Expect(Db.Count("transfer"), Is.Zero, $"{because} And yet a transfer was written down.");
    }

    await ExpectRefusedAsync(payer, payee, rich + 1, $"Account {payer} has one cent less than {rich + 1}.");
    await ExpectRefusedAsync(payer, other + 500, cents, $"There is no account {other + 500} that could be paid.");
    await ExpectRefusedAsync(other + 500, payee, cents, $"There is no account {other + 500} that could pay.");
    await ExpectRefusedAsync(payer, payee, 0, "Nothing is no sum.");
    await ExpectRefusedAsync(payer, payee, -cents, $"Who pays {-cents} cents, takes {cents}.");

    Expect(await Snippet.CallAsync<bool>("Transfer", payer, payee, cents), Is.True, "After all these, a transfer that can be.");
    ExpectBalances(rich - cents, poor + cents, $"After a transfer of {cents} cents.");
});

Check("survives-the-plug", points: 4, "loses and makes no money when it is killed, wherever it was", "moves-the-money", async () =>
{
    var rehearsal = Timeline.Watch();
    await Snippet.CallAsync<bool>("Transfer", payer, payee, cents);
    ExpectBookAgrees("After a first transfer, undisturbed.");
    var statements = rehearsal.Statements;

    for (var n = 1; n <= statements.Count; n++)
    {
        var hold = await Db.HoldBeforeStatementAsync(n);
        var moving = Snippet.CallAsync<bool>("Transfer", payer, payee, cents + n);
        await hold.ReachedAsync(during: moving);
        await using var killed = await Snippet.KillAsync();
        ExpectBookAgrees($"The plug was pulled just before \"{statements[n - 1]}\".");
    }

    var before = BalanceOf(payee);
    Expect(await Snippet.CallAsync<bool>("Transfer", payer, payee, cents), Is.True, "With the power back, transfers go on.");
    Expect(BalanceOf(payee), Is.EqualTo(before + cents), "With the power back, transfers go on.");
    ExpectBookAgrees("With the power back.");
});

// The transaction that the call began and did not end. What closes the connection after the call is not the student's line.
Statement? LeftOpen(TimelineWatch watch)
{
    Statement? open = null;
    foreach (var statement in watch.Statements.Where(statement => statement.Error is null))
    {
        var ends = statement.Verb is "commit" or "end" || (statement.Verb is "rollback" && statement.Line is not null && !statement.Sql.Contains(" to ", StringComparison.OrdinalIgnoreCase));
        open = statement.Verb is "begin" ? statement : ends ? null : open;
    }

    return open;
}

Check("lets-go", points: 2, "has ended its transaction when it returns, whatever the answer is", "refuses", async () =>
{
    foreach (var (from, to, sum, expected) in new[] { (payer, payee, rich + 1, false), (payer, other + 500, cents, false), (other + 500, payee, cents, false), (payer, payee, cents, true) })
    {
        var watch = Timeline.Watch();
        Expect(await Snippet.CallAsync<bool>("Transfer", from, to, sum), Is.EqualTo(expected), $"The answer of Transfer({from}, {to}, {sum}), where account {payer} has {rich} cents.");
        var open = LeftOpen(watch);
        Expect(open is null, $"Transfer({from}, {to}, {sum}) returned {(expected ? "true" : "false")}, and the transaction that line {open?.Line} began was still open. It keeps the write lock: the next transfer on this connection cannot begin, and everybody else waits.", at: open?.Event);
    }
});

// The first client stands still where it is about to write; the second one runs through, or waits for the first one's lock. Either is fine.
async Task<(bool First, bool Second)> TwoAtOnceAsync(int first, int second)
{
    var clients = await Snippet.ClientsAsync(2);
    var hold = await Db.HoldBeforeWriteAsync(1, by: 1);
    var one = clients[0].CallAsync<bool>("Transfer", payer, payee, first);
    await hold.ReachedAsync(during: one);

    var two = clients[1].CallAsync<bool>("Transfer", payer, payee, second);
    while (!two.IsCompleted && !Timeline.Statements.Any(statement => statement.IsBusy))
        await Task.Delay(TimeSpan.FromMilliseconds(10));
    hold.Release();
    return (await one, await two);
}

Check("keeps-up-with-others", points: 3, "counts both of two transfers at the same moment", "moves-the-money", async () =>
{
    var (first, second) = await TwoAtOnceAsync(cents, cents + 1);
    Expect(first & second, Is.True, "There was money enough for both.");
    ExpectBalances(rich - 2 * cents - 1, poor + 2 * cents + 1, $"Two processes moved {cents} and {cents + 1} cents at the same moment.");
    Expect(Db.Count("transfer"), Is.EqualTo(2), "Two transfers, two rows.");
});

Check("spends-once", points: 3, "lets one of two have the money that is there for one", "moves-the-money", async () =>
{
    var sum = rich / 2 + 1;
    var (first, second) = await TwoAtOnceAsync(sum, sum);
    var when = $"Account {payer} had {rich} cents, and two processes paid {sum} from it at the same moment.";
    Expect(!(first && second), $"{when} That is enough for one of them, and both were answered with true. Now the account has {BalanceOf(payer)} cents.");
    Expect(first || second, $"{when} That is enough for one of them, and both were refused.");
    ExpectBalances(rich - sum, poor + sum, $"{when} One was answered with true.");
    Expect(Db.Count("transfer"), Is.EqualTo(1), $"{when} One was answered with true, so one row is in the table transfer.");
});
