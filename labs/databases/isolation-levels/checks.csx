const string Refusal = "40001";
const int Attempts = 5;

// More attempts than anybody would call bounded.
const int Endless = 50;

int shift = 0, otherShift = 0;
int[] doctors = [];
int room = 0, otherRoom = 0, noRoom = 0;
int hour = 0;

Given(async seed =>
{
    shift = seed.Int(100, 199);
    otherShift = seed.Int(200, 299);
    doctors = [seed.Int(10, 29), seed.Int(30, 49), seed.Int(50, 69), seed.Int(70, 89)];
    room = seed.Int(100, 199);
    otherRoom = seed.Int(200, 299);
    noRoom = seed.Int(900, 999);
    hour = seed.Int(30, 120);
    var names = seed.DifferentWords(2);
    await Postgres.InsertAsync("duty", new { shift, doctor = doctors[0], on_call = true });
    await Postgres.InsertAsync("duty", new { shift, doctor = doctors[1], on_call = true });
    await Postgres.InsertAsync("duty", new { shift, doctor = doctors[2], on_call = false });
    await Postgres.InsertAsync("duty", new { shift = otherShift, doctor = doctors[0], on_call = true });
    await Postgres.InsertAsync("duty", new { shift = otherShift, doctor = doctors[3], on_call = true });
    await Postgres.InsertAsync("room", new { id = room, name = names[0] });
    await Postgres.InsertAsync("room", new { id = otherRoom, name = names[1] });
    Http.Answer("POST", "/off-call/*", status: 204);
});

// What the tables and the desk have.

async Task<string> OnCallAsync(int of) =>
    string.Join(", ", (await Postgres.QueryAsync("select doctor from duty where shift = @of and on_call order by doctor", new { of })).Select(row => row.Get<int>("doctor")));

Task SetOnCallAsync(int doctor, bool on_call) =>
    Postgres.ExecuteAsync("update duty set on_call = @on_call where shift = @shift and doctor = @doctor", new { shift, doctor, on_call });

async Task<string> BookingsAsync(int of) =>
    string.Join(", ", (await Postgres.QueryAsync("select from_hour, until_hour from booking where room = @of order by from_hour, until_hour", new { of })).Select(row => $"{row.Get<int>("from_hour")}-{row.Get<int>("until_hour")}"));

string Told() => string.Join(", ", Http.Requests.Select(request => $"{request.Method} {request.Path}").Order());

string Message(int doctor) => $"POST /off-call/{shift}/{doctor}";

bool IsRefusal(SnippetFailure? failure) => IsPostgres(failure, Refusal);

bool IsPostgres(SnippetFailure? failure, string state) =>
    failure is not null && ((failure.Is("PostgresException") && failure.Message.StartsWith(state, StringComparison.Ordinal)) || IsPostgres(failure.Inner, state));

// Two calls that both have read, if they read before they take a lock, when the first of them writes.
async Task<(T One, T Two)> AtOnceAsync<T>(string table, Func<SnippetCalls, Task<T>> first, Func<SnippetCalls, Task<T>> second)
{
    var clients = await Snippet.ClientsAsync(2);
    await using var locked = await Postgres.LockAsync(table);
    var one = first(clients[0]);
    var two = second(clients[1]);
    await Postgres.WaitersAsync(2, one, two);
    await locked.LiftAsync();
    await Task.WhenAll(one, two);
    return (await one, await two);
}

// PostgreSQL may refuse a serializable transaction whenever it likes: at a statement, or as late as at its commit.
// Here it does so a number of times, and counts the attempts. Transactions at other levels are left in peace.
async Task RefuseAsync(string table, int atStatement, int atCommit)
{
    await Postgres.ExecuteAsync("create sequence attempt");
    await Postgres.ExecuteAsync($$"""
        create function refuse_at_statement() returns trigger language plpgsql security definer as $body$ begin
            if current_setting('transaction_isolation') = 'serializable' and nextval('attempt') <= {{atStatement}} then
                raise exception 'could not serialize access due to read/write dependencies among transactions' using errcode = '40001', hint = 'The transaction might succeed if retried.';
            end if;
            return new;
        end $body$
        """);
    await Postgres.ExecuteAsync($$"""
        create function refuse_at_commit() returns trigger language plpgsql security definer as $body$ begin
            if current_setting('transaction_isolation') = 'serializable' and (select last_value from attempt) <= {{atStatement + atCommit}} then
                raise exception 'could not serialize access due to read/write dependencies among transactions' using errcode = '40001', hint = 'The transaction might succeed if retried.';
            end if;
            return new;
        end $body$
        """);
    await Postgres.ExecuteAsync($"create trigger at_statement before insert or update on {table} for each row execute function refuse_at_statement()");
    await Postgres.ExecuteAsync($"create constraint trigger at_commit after insert or update on {table} deferrable initially deferred for each row execute function refuse_at_commit()");
}

async Task StopRefusingAsync()
{
    await Postgres.ExecuteAsync("drop function refuse_at_statement() cascade");
    await Postgres.ExecuteAsync("drop function refuse_at_commit() cascade");
    await Postgres.ExecuteAsync("drop sequence attempt");
}

Task<int> AttemptsAsync() => Postgres.ScalarAsync<int>("select case when is_called then last_value else 0 end from attempt");

Check("goes-off-call", points: 1, "lets a doctor go off call, tells the desk, and keeps the last one", async () =>
{
    await SetOnCallAsync(doctors[2], true);
    Expect(await Snippet.CallAsync<bool>("GoOffCall", shift, doctors[0]), Is.True, $"Three doctors were on call in shift {shift}, and doctor {doctors[0]} was one of them.", rule: "off-call");
    Expect(await OnCallAsync(shift), Is.EqualTo($"{doctors[1]}, {doctors[2]}"), $"Doctor {doctors[0]} went off call. These are on call in shift {shift}:", rule: "off-call");
    Expect(Told(), Is.EqualTo(Message(doctors[0])), $"Doctor {doctors[0]} went off call. This was sent to the desk:", rule: "message");
    Expect(await OnCallAsync(otherShift), Is.EqualTo($"{doctors[0]}, {doctors[3]}"), $"Nobody of shift {otherShift} wanted to go. These are on call there:", rule: "off-call");

    Expect(await Snippet.CallAsync<bool>("GoOffCall", shift, doctors[0]), Is.False, $"Doctor {doctors[0]} was off call already.", rule: "last");
    Expect(await Snippet.CallAsync<bool>("GoOffCall", shift, doctors[3]), Is.False, $"Doctor {doctors[3]} is not in shift {shift} at all.", rule: "last");
    Expect(await Snippet.CallAsync<bool>("GoOffCall", shift, doctors[1]), Is.True, $"Two doctors were on call in shift {shift}, so one could go.", rule: "off-call");
    Expect(await OnCallAsync(shift), Is.EqualTo($"{doctors[2]}"), $"Doctors {doctors[0]} and {doctors[1]} went off call. These are on call in shift {shift}:", rule: "off-call");

    Expect(await Snippet.CallAsync<bool>("GoOffCall", shift, doctors[2]), Is.False, $"Doctor {doctors[2]} was the last one in shift {shift}.", rule: "last");
    Expect(await OnCallAsync(shift), Is.EqualTo($"{doctors[2]}"), $"Doctor {doctors[2]} was the last one. These are on call in shift {shift}:", rule: "last");
    Expect(Told(), Is.EqualTo($"{Message(doctors[0])}, {Message(doctors[1])}"), "Two doctors went off call; the others could not. This was sent to the desk:", rule: "last");
});

Check("books", points: 1, "books a room that is free, and none that is taken", async () =>
{
    async Task ExpectAsync(bool free, int from, int until, string because, string rule = "book") =>
        Expect(await Snippet.CallAsync<bool>("Book", room, from, until), Is.EqualTo(free), $"{because} Book({room}, {from}, {until}) answered:", rule: rule);

    await ExpectAsync(true, hour, hour + 4, $"Nothing was booked in room {room}.");
    await ExpectAsync(false, hour, hour + 4, $"The same hours were booked.");
    await ExpectAsync(false, hour + 1, hour + 2, $"Hours {hour} to {hour + 4} were booked, and these lie within them.");
    await ExpectAsync(false, hour - 1, hour + 5, $"Hours {hour} to {hour + 4} were booked, and lie within these.");
    await ExpectAsync(false, hour - 1, hour + 1, $"Hours {hour} to {hour + 4} were booked, and the first of them is among these.");
    await ExpectAsync(false, hour + 3, hour + 6, $"Hours {hour} to {hour + 4} were booked, and the last of them is among these.");
    await ExpectAsync(true, hour + 4, hour + 6, $"Until {hour + 4} the room was taken, and it is free from {hour + 4} on.", rule: "free-again");
    await ExpectAsync(true, hour - 2, hour, $"From {hour} on the room was taken, and it is free until {hour}.", rule: "free-again");
    Expect(await BookingsAsync(room), Is.EqualTo($"{hour - 2}-{hour}, {hour}-{hour + 4}, {hour + 4}-{hour + 6}"), $"After three bookings of room {room}, the table has:", rule: "book");

    Expect(await Snippet.CallAsync<bool>("Book", otherRoom, hour, hour + 4), Is.True, $"Room {room} was taken, room {otherRoom} was not.", rule: "book");
    Expect(await BookingsAsync(otherRoom), Is.EqualTo($"{hour}-{hour + 4}"), $"After one booking of room {otherRoom}, the table has:", rule: "book");
});

Check("one-stays", points: 3, "keeps one doctor on call when the last two go at the same moment", "goes-off-call", async () =>
{
    await AtOnceAsync("duty", one => one.FailureAsync("GoOffCall", shift, doctors[0]), two => two.FailureAsync("GoOffCall", shift, doctors[1]));
    var left = await Postgres.ScalarAsync<int>("select count(*) from duty where shift = @shift and on_call", new { shift });
    Expect(left, Is.EqualTo(1), $"Doctors {doctors[0]} and {doctors[1]}, the last two of shift {shift}, went off call at the same moment, from two processes. Each transaction read before the other had committed. So many are on call now:");
});

Check("no-double-booking", points: 3, "books a room once when two want it at the same moment", "books", async () =>
{
    await AtOnceAsync("booking", one => one.FailureAsync("Book", room, hour, hour + 3), two => two.FailureAsync("Book", room, hour + 2, hour + 5));
    var booked = await BookingsAsync(room);
    Expect(booked, Is.EqualTo($"{hour}-{hour + 3}").Or.EqualTo($"{hour + 2}-{hour + 5}"), $"Room {room} was empty. Two processes booked it at the same moment, from {hour} to {hour + 3} and from {hour + 2} to {hour + 5}; only one of them can have it. The table has:");
});

Check("tries-again", points: 3, "answers when PostgreSQL refuses a transaction four times", ["one-stays", "no-double-booking"], async () =>
{
    const string Said = "PostgreSQL refused your transaction four times with 40001, twice at a statement and twice at the commit. The fifth attempt would have got through.";
    await RefuseAsync("duty", atStatement: 2, atCommit: 2);
    var failure = await Snippet.FailureAsync("GoOffCall", shift, doctors[0]);
    Expect(failure?.ToString(), Is.Null, $"{Said} GoOffCall threw:");
    Expect(await OnCallAsync(shift), Is.EqualTo($"{doctors[1]}"), $"{Said} These are on call in shift {shift}:");
    await StopRefusingAsync();

    await RefuseAsync("booking", atStatement: 2, atCommit: 2);
    failure = await Snippet.FailureAsync("Book", room, hour, hour + 3);
    Expect(failure?.ToString(), Is.Null, $"{Said} Book threw:");
    Expect(await BookingsAsync(room), Is.EqualTo($"{hour}-{hour + 3}"), $"{Said} In room {room} this is booked:");
    await StopRefusingAsync();

    await SetOnCallAsync(doctors[0], true);
    var (first, second) = await AtOnceAsync("duty", one => one.CallAsync<bool>("GoOffCall", shift, doctors[0]), two => two.CallAsync<bool>("GoOffCall", shift, doctors[1]));
    var stayed = await OnCallAsync(shift);
    Expect(stayed, Is.EqualTo($"{(first ? doctors[1] : doctors[0])}"), $"The last two of shift {shift} went at the same moment. Doctor {doctors[0]} was answered {first}, doctor {doctors[1]} was answered {second}. These are on call:");
    Expect(first ^ second, $"The last two of shift {shift} went at the same moment. One may go and one has to stay, but doctor {doctors[0]} was answered {first} and doctor {doctors[1]} was answered {second}.");

    var (early, late) = await AtOnceAsync("booking", one => one.CallAsync<bool>("Book", otherRoom, hour, hour + 2), two => two.CallAsync<bool>("Book", otherRoom, hour + 2, hour + 4));
    Expect(early && late, $"Two booked room {otherRoom} at the same moment, from {hour} to {hour + 2} and from {hour + 2} to {hour + 4}. These hours do not meet, but the answers were {early} and {late}.");
    Expect(await BookingsAsync(otherRoom), Is.EqualTo($"{hour}-{hour + 2}, {hour + 2}-{hour + 4}"), $"Two booked room {otherRoom} at the same moment, for hours that do not meet. The table has:");
});

Check("gives-up", points: 2, "stops after five attempts and lets the error out", "tries-again", async () =>
{
    async Task ExpectFiveAsync(string entry, Task<SnippetFailure?> call)
    {
        for (var looks = 0; looks < 300 && !call.IsCompleted && await AttemptsAsync() <= Endless; looks++)
            await Task.WhenAny(call, Task.Delay(TimeSpan.FromMilliseconds(100)));
        var attempts = await AttemptsAsync();
        Expect(call.IsCompleted, $"PostgreSQL refused every attempt with 40001. {entry} has tried {attempts} times, and still does not end.", rule: "five");
        var failure = await call;
        if (attempts == 0 && failure is null)
            return;
        Expect(IsRefusal(failure), $"PostgreSQL refused every attempt with 40001. The caller should get that PostgresException, but {entry} {(failure is null ? "returned as if it had an answer" : $"threw {failure}")}.", rule: "comes-out");
        Expect(attempts, Is.EqualTo(Attempts), $"PostgreSQL refused every attempt with 40001. {entry} gave up after so many:", rule: "five");
    }

    await RefuseAsync("duty", atStatement: 0, atCommit: 1_000_000);
    var leaving = Snippet.FailureAsync("GoOffCall", shift, doctors[0]);
    await ExpectFiveAsync("GoOffCall", leaving);
    var isRefused = await leaving is not null;
    Expect(await OnCallAsync(shift), Is.EqualTo(isRefused ? $"{doctors[0]}, {doctors[1]}" : $"{doctors[1]}"), $"GoOffCall {(isRefused ? "threw" : "did not throw")}. These are on call in shift {shift}:", rule: "comes-out");
    Expect(Told(), Is.EqualTo(isRefused ? "" : Message(doctors[0])), $"GoOffCall {(isRefused ? "threw" : "did not throw")}. This was sent to the desk:", rule: "after-the-commit");
    await StopRefusingAsync();

    await RefuseAsync("booking", atStatement: 1_000_000, atCommit: 0);
    var booking = Snippet.FailureAsync("Book", room, hour, hour + 3);
    await ExpectFiveAsync("Book", booking);
    await StopRefusingAsync();

    await Snippet.CallAsync("Book", otherRoom, hour, hour + 3);
    Expect(await BookingsAsync(otherRoom), Is.EqualTo($"{hour}-{hour + 3}"), "PostgreSQL refuses nothing any more. After the next booking the table has:", rule: "comes-out");
});

Check("other-errors-at-once", points: 2, "does not try again what can never work", "books", async () =>
{
    async Task ExpectOutAsync(int of, int from, int until, string state, string because)
    {
        var watch = Timeline.Watch();
        var failure = await Snippet.FailureAsync("Book", of, from, until);
        Expect(IsPostgres(failure, state), $"{because} PostgreSQL says so with {state}, and the caller should get that PostgresException. Book {(failure is null ? "returned as if it had an answer" : $"threw {failure}")}.");
        Expect(watch.Statements.Count(statement => statement.Sql.Contains("insert", StringComparison.OrdinalIgnoreCase)), Is.LessThanOrEqualTo(1), $"{because} However often your code tries, this does not change. So often it tried to insert:");
    }

    await ExpectOutAsync(noRoom, hour, hour + 3, "23503", $"There is no room {noRoom}.");
    await ExpectOutAsync(room, hour + 3, hour, "23514", $"A booking cannot begin at {hour + 3} and end at {hour}.");
    Expect(await Snippet.CallAsync<bool>("Book", room, hour, hour + 3), Is.True, $"After these errors, the first booking of room {room}.");
    Expect(await BookingsAsync(room), Is.EqualTo($"{hour}-{hour + 3}"), $"After these errors, in room {room} is booked:");
});

Check("tells-once", points: 2, "tells the desk once, and only what has happened", "tries-again", async () =>
{
    await RefuseAsync("duty", atStatement: 0, atCommit: 2);
    await Snippet.CallAsync("GoOffCall", shift, doctors[0]);
    Expect(await OnCallAsync(shift), Is.EqualTo($"{doctors[1]}"), $"PostgreSQL refused two commits with 40001 and took the third. These are on call in shift {shift}:", rule: "message");
    Expect(Told(), Is.EqualTo(Message(doctors[0])), "PostgreSQL refused two commits with 40001 and took the third. This was sent to the desk:", rule: "message");
    await StopRefusingAsync();

    await SetOnCallAsync(doctors[0], true);
    Http.ClearRequests();
    await Postgres.ExecuteAsync("create function forbid() returns trigger language plpgsql as $body$ begin raise exception 'the roster of this shift is closed' using errcode = '23514'; end $body$");
    await Postgres.ExecuteAsync("create constraint trigger closed after update on duty deferrable initially deferred for each row execute function forbid()");
    var failure = await Snippet.FailureAsync("GoOffCall", shift, doctors[1]);
    Expect(IsPostgres(failure, "23514"), $"A rule of the database forbade the change at the commit (23514), and the caller should get that PostgresException. GoOffCall {(failure is null ? "returned as if it had an answer" : $"threw {failure}")}.", rule: "at-once");
    Expect(await OnCallAsync(shift), Is.EqualTo($"{doctors[0]}, {doctors[1]}"), $"The commit failed, so nobody has gone. These are on call in shift {shift}:", rule: "after-the-commit");
    Expect(Told(), Is.EqualTo(""), $"The commit failed, so doctor {doctors[1]} is still on call. But this was sent to the desk:", rule: "after-the-commit");
});

Check("leaves-nothing-open", points: 2, "leaves no transaction open when the answer is no", ["goes-off-call", "books"], async () =>
{
    async Task ExpectNoneOpenAsync(string when)
    {
        var open = 0;
        for (var looks = 0; looks < 20; looks++)
        {
            open = await Postgres.ScalarAsync<int>("select count(*) from pg_stat_activity where usename like 'h%' and state like 'idle in transaction%'");
            if (open == 0)
                break;
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        Expect(open, Is.Zero, $"{when} Your transaction was neither committed nor rolled back. It keeps its locks and its connection. So many are open:");
    }

    await Snippet.CallAsync("GoOffCall", shift, doctors[0]);
    Expect(await OnCallAsync(shift), Is.EqualTo($"{doctors[1]}"), $"One doctor went off call. These are on call in shift {shift}:");
    Expect(await Snippet.CallAsync<bool>("GoOffCall", shift, doctors[1]), Is.False, $"Doctor {doctors[1]} was the last one in shift {shift}.");
    await ExpectNoneOpenAsync("GoOffCall returned false.");

    await Snippet.CallAsync("Book", room, hour, hour + 3);
    Expect(await BookingsAsync(room), Is.EqualTo($"{hour}-{hour + 3}"), $"After one booking of room {room}, the table has:");
    Expect(await Snippet.CallAsync<bool>("Book", room, hour + 1, hour + 2), Is.False, $"Room {room} was taken from {hour} to {hour + 3}.");
    await ExpectNoneOpenAsync("Book returned false.");
});

Check("knows-no-answer", points: 1, "does not make up an answer when the server crashes", "books", async () =>
{
    Expect(await Snippet.CallAsync<bool>("Book", room, hour, hour + 3), Is.True, $"Nothing was booked in room {room}.");
    // The next insert takes a minute, on this server and not on the one that comes after the crash.
    var started = await Postgres.ScalarAsync<string>("select pg_postmaster_start_time()::text");
    await Postgres.ExecuteAsync($"create function be_slow() returns trigger language plpgsql as $body$ begin if pg_postmaster_start_time()::text = '{started}' then perform pg_sleep(60); end if; return new; end $body$");
    await Postgres.ExecuteAsync("create trigger slow before insert on booking for each row execute function be_slow()");
    var booking = Snippet.FailureAsync("Book", otherRoom, hour, hour + 3);
    for (var looks = 0; looks < 200 && !booking.IsCompleted; looks++)
    {
        if (await Postgres.ScalarAsync<int>("select count(*) from pg_stat_activity where usename like 'h%' and wait_event = 'PgSleep'") > 0)
            break;
        await Task.Delay(TimeSpan.FromMilliseconds(50));
    }

    await using var crash = await Postgres.RestartAsync();
    var failure = await booking;
    var isBooked = await BookingsAsync(otherRoom) != "";
    Expect(failure is not null || isBooked, $"The server crashed in the middle of your transaction, so room {otherRoom} was not booked. It was not taken either. But Book returned as if it knew the answer, and hid the exception.");
    Expect(await BookingsAsync(room), Is.EqualTo($"{hour}-{hour + 3}"), $"Before the crash, Book had returned true for room {room}. After it, the table has:");

    // Connections that the crash has cut may be noticed one after the other.
    failure = await Snippet.FailureAsync("Book", room, hour + 3, hour + 5);
    for (var more = 0; failure is not null && more < 5; more++)
        failure = await Snippet.FailureAsync("Book", room, hour + 3, hour + 5);
    Expect(failure?.ToString(), Is.Null, "The server has been back for several calls, and Book still throws:");
    Expect(await BookingsAsync(room), Is.EqualTo($"{hour}-{hour + 3}, {hour + 3}-{hour + 5}"), $"After the crash and one more booking of room {room}, the table has:");
});

Check("many-at-once", points: 2, "keeps both rules when many call at the same moment", ["one-stays", "no-double-booking", "gives-up", "tells-once", "leaves-nothing-open"], async () =>
{
    var crowd = Enumerable.Range(500, 12).ToList();
    foreach (var doctor in crowd)
        await Postgres.InsertAsync("duty", new { shift, doctor, on_call = true });
    await SetOnCallAsync(doctors[0], false);
    await SetOnCallAsync(doctors[1], false);
    var clients = await Snippet.ClientsAsync(2);

    // More calls in one process than it has connections.
    var calls = crowd.Select(doctor => clients[doctor % 2].FailureAsync("GoOffCall", shift, doctor))
        .Concat(Enumerable.Range(0, 36).Select(i => clients[0].FailureAsync("Book", i % 2 == 0 ? room : otherRoom, hour + i % 6, hour + i % 6 + 2)))
        .ToList();
    foreach (var failure in await Task.WhenAll(calls))
        Expect(failure is null || IsRefusal(failure), $"Forty-eight calls at the same moment. Each should end with an answer, or with 40001 after five attempts. One threw {failure}.", rule: "back-in-the-pool");

    var gone = await Postgres.QueryAsync("select doctor from duty where shift = @shift and not on_call and doctor >= 500 order by doctor", new { shift });
    Expect(gone, Is.Not.Empty, "Twelve doctors wanted to go off call at the same moment, and none of them got through.", rule: "one-stays");
    Expect(Told(), Is.EqualTo(string.Join(", ", gone.Select(row => Message(row.Get<int>("doctor"))))), "Twelve doctors wanted to go off call at the same moment. Those who got through should be known to the desk. This was sent to it:", rule: "message");
    Expect(await BookingsAsync(room), Is.Not.Empty, $"Many booked room {room} at the same moment, and none of them got through.", rule: "no-overlap");
    var stayed = await Postgres.ScalarAsync<int>("select count(*) from duty where shift = @shift and on_call", new { shift });
    Expect(stayed, Is.GreaterThanOrEqualTo(1), $"Twelve doctors, all who were on call in shift {shift}, wanted to go at the same moment. So many are on call now:", rule: "one-stays");
    var overlaps = await Postgres.ScalarAsync<int>("select count(*) from booking a join booking b on a.room = b.room and a.id < b.id and a.from_hour < b.until_hour and b.from_hour < a.until_hour");
    Expect(overlaps, Is.Zero, "Many booked two rooms at the same moment. So many pairs of bookings overlap:", rule: "no-overlap");
});
