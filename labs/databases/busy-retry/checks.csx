// The library tries again every 150 ms. So many refusals are more than one attempt of two seconds can have.
const int MoreThanOneAttempt = 18;

string[] receipts = [];
int[] cents = [];
int start = 0;

Given(seed =>
{
    receipts = [.. seed.DifferentWords(3).Select(word => $"{word}'s {seed.Int(1_000, 9_999)}")];
    cents = [seed.Int(100, 3_000), seed.Int(3_001, 6_000), seed.Int(6_001, 9_000)];
    start = seed.Int(10_000, 90_000);
    Db.Execute("update till set cents = $start where id = 1", new { start });
});

int TimesBooked(string receipt) => Db.Scalar<int>("select count(*) from sale where receipt = $receipt", new { receipt });

int Till() => Db.Scalar<int>("select cents from till where id = 1");

void ExpectBooked(string receipt, int sum, string when)
{
    Expect(TimesBooked(receipt), Is.EqualTo(1), $"{when} So often sale {receipt} is in the table sale.");
    Expect(Till(), Is.EqualTo(start + sum), $"{when} There were {start} cents in till 1.");
    Expect(Db.Scalar<int>("select cents from till where id = 2"), Is.EqualTo(70_000), "There is also till 2, and nobody paid there.");
}

Check("books", points: 1, "books a sale, in both tables", async () =>
{
    await Snippet.CallAsync("Book", receipts[0], cents[0]);
    ExpectBooked(receipts[0], cents[0], $"After a sale of {cents[0]} cents.");
    Expect(Db.Scalar<int>("select cents from sale where receipt = $receipt", new { receipt = receipts[0] }), Is.EqualTo(cents[0]), "The row in sale tells what was paid.");
    await Snippet.CallAsync("Book", receipts[1], cents[1]);
    ExpectBooked(receipts[1], cents[0] + cents[1], $"After a second sale, of {cents[1]} cents.");
});

Check("waits-for-the-lock", points: 3, "gets through when the database is locked for three seconds", "books", async () =>
{
    var locked = Db.Lock();
    var booking = Snippet.FailureAsync("Book", receipts[0], cents[0]);
    // The library is refused again and again; who leaves the waiting to SQLite itself (pragma busy_timeout) is refused once.
    var refused = locked.RefusedAsync(MoreThanOneAttempt, during: booking);
    var over = Task.Delay(TimeSpan.FromSeconds(3));
    var stillTries = await Task.WhenAny(refused, over) == over ? !booking.IsCompleted : await refused;
    await locked.LiftAsync();
    var failure = await booking;
    Expect(stillTries, $"Another program held the lock for three seconds. Your code had given up before that, and {(failure is null ? "returned as if it had booked" : $"threw {failure}")}");
    Expect(failure?.ToString(), Is.Null, "The lock was let go, and the sale could be booked. Book threw:");
    ExpectBooked(receipts[0], cents[0], "After the lock was let go.");
});

Check("gives-up", points: 3, "says so when the lock is never let go, and has booked nothing", "books", async () =>
{
    await using (Db.Lock())
    {
        var booking = Snippet.FailureAsync("Book", receipts[0], cents[0]);
        var ended = await Task.WhenAny(booking, Task.Delay(TimeSpan.FromSeconds(15))) == booking;
        Expect(ended, "The lock has been held for fifteen seconds now, and your code still tries. The customer stands at the till and waits.");
        var failure = await booking;
        Expect(failure is not null, "The sale could not be booked, and Book returned as if it were.");
        Expect(failure!.Is("SqliteException") && failure.Message.Contains("locked"), $"Whoever called Book should learn that the database is locked. It learned: {failure}");
    }

    Expect(TimesBooked(receipts[0]), Is.Zero, "Book said that it could not book this sale, and yet it stands there.");
    await Snippet.CallAsync("Book", receipts[1], cents[1]);
    ExpectBooked(receipts[1], cents[1], "After the lock was let go and another sale was booked.");
});

Check("other-errors-at-once", points: 2, "does not try again what can never work", "books", async () =>
{
    await Snippet.CallAsync("Book", receipts[0], cents[0]);
    var watch = Timeline.Watch();
    var failure = await Snippet.FailureAsync("Book", receipts[0], cents[1]);
    Expect(failure is not null, $"Receipt {receipts[0]} had been booked before. Nobody was told.");
    Expect(failure!.Is("SqliteException"), $"Receipt {receipts[0]} had been booked before, and SQLite refused it with a SqliteException. Whoever called Book learned instead: {failure}");
    ExpectBooked(receipts[0], cents[0], "After the same receipt came a second time.");
    Expect(watch.Statements.Count(statement => statement.Verb == "insert"), Is.LessThanOrEqualTo(1), $"Receipt {receipts[0]} stands in the table already. However often your code tries, this will not change. This often it tried to insert it:");
    await Snippet.CallAsync("Book", receipts[2], cents[2]);
    ExpectBooked(receipts[2], cents[0] + cents[2], "After the next sale.");
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

Check("lets-go", points: 1, "has ended its transaction when it returns, and when it throws", "other-errors-at-once", async () =>
{
    foreach (var sum in new[] { cents[0], cents[1] })
    {
        var watch = Timeline.Watch();
        var failure = await Snippet.FailureAsync("Book", receipts[0], sum);
        var open = LeftOpen(watch);
        Expect(open is null, $"Book(\"{receipts[0]}\", {sum}) {(failure is null ? "returned" : "threw, for the receipt was booked already")}, and the transaction that line {open?.Line} began was still open. It keeps the lock, and nobody else can write.", at: open?.Event);
    }

    ExpectBooked(receipts[0], cents[0], "After a sale, and the same receipt once more.");
});

// Between the two writes somebody else takes the lock, if your code lets it go there.
async Task LockBetweenAsync(string receipt, int sum, bool forGood)
{
    var hold = await Db.HoldBeforeWriteAsync(2);
    var booking = Snippet.FailureAsync("Book", receipt, sum);
    await hold.ReachedAsync(during: booking);
    var locked = Db.TryLock();
    hold.Release();
    if (locked is not null && !forGood)
        await locked.RefusedAsync(MoreThanOneAttempt, during: booking);
    if (locked is not null && forGood)
        await Task.WhenAny(booking, Task.Delay(TimeSpan.FromSeconds(15)));
    if (locked is not null)
        await locked.LiftAsync();
    await booking;
}

Check("once-or-not-at-all", points: 3, "books both halves of a sale once, or neither", "books", async () =>
{
    await LockBetweenAsync(receipts[0], cents[0], forGood: false);
    ExpectBooked(receipts[0], cents[0], "Between your two writes another program took the lock for three seconds.");

    await LockBetweenAsync(receipts[1], cents[1], forGood: true);
    var both = TimesBooked(receipts[1]) == 1;
    Expect(Till(), Is.EqualTo(start + cents[0] + (both ? cents[1] : 0)), $"Between your two writes another program took the lock and kept it. Sale {receipts[1]} {(both ? "stands" : "does not stand")} in the table sale, so this should be in the till.");
});
