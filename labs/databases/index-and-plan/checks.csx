int customer = 0;
string city = "";
string letters = "";
int day = 0;

Given(seed =>
{
    customer = seed.Int(2_000, 8_000);
    city = seed.Word();
    letters = $"{(char)seed.Int('A', 'M')}{(char)seed.Int('A', 'Y')}";
    day = seed.Int(5, 20);
});

string Day(int number) => new DateOnly(2026, 1, 1).AddDays(number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

string Email(int id) => $"Kim.O'Neil{id}@{city}.Example";

// Ten times as many customers as one has purchases; all of it grows with the number of times.
void Fill(int times)
{
    Db.InsertAll("customer", Enumerable.Range(0, 20 * times).Select(i => new { id = customer + i, email = Email(customer + i), name = $"Kim {i}" }));
    Db.InsertAll("purchase", Enumerable.Range(0, 60 * times).Select(i => new { id = 1_000 + i, customer_id = customer + i % 5, day = Day(i % 40), cents = 100 + i }));
}

void FillShelf(int times) =>
    Db.InsertAll("article", Enumerable.Range(0, 10 * times).Select(i => new { code = $"{(char)('N' + i % 10)}{i:000000}", title = $"{city} {i}" }));

void PutCode(string code) => Db.Insert("article", new { code, title = city });

List<Purchase> Expected(int id, int from, int until) =>
    [.. Db.Query("select id, day, cents from purchase where customer_id = $id and day >= $from and day <= $until order by day, id", new { id, from = Day(from), until = Day(until) })
        .Select(row => new Purchase(row.Get<int>("id"), row.Get<string>("day")!, row.Get<int>("cents")))];

List<Statement> Asked(TimelineWatch watch) => [.. watch.Statements.Where(statement => statement.Verb is "select" or "with")];

// Each statement that asked must have a plan that leads to the rows, whatever else ran beside it.
async Task ExpectSearchAsync(TimelineWatch watch, int times, int answered, string table, string[] columns, string message)
{
    var asked = Asked(watch);
    Expect(asked, Is.Not.Empty, $"Your code ran no select on {table}.", rule: "search");
    foreach (var statement in asked)
    {
        var through = statement.Stepped > 0 ? $"Your question made SQLite go through {statement.Stepped:N0} rows one by one, with {(times == 1 ? "a few rows in the tables" : $"{times} times as many rows")}. " : "";
        Expect(await Db.PlanAsync(statement), Plan.Searches(table, columns), through + message, at: statement.Event, rule: "search");
    }

    // Some room for a row that is read to see that it does not belong there any more.
    var rows = asked.Sum(statement => statement.Rows);
    Expect(rows, Is.LessThanOrEqualTo(answered + answered / 2 + 5), $"The answer has {(answered == 1 ? "1 row" : $"{answered} rows")}, with {times} times the data. So many rows came over to your code:", at: asked[0].Event, rule: "search");
}

// Without Prepare: an index makes an answer quicker, and never another one.
Check("right-answers", points: 2, "answers the three questions, and knows what is new", async () =>
{
    Fill(1);
    Db.Insert("purchase", new { id = 7, customer_id = customer, day = Day(day), cents = 5 });
    var until = day + 12;
    Db.Insert("purchase", new { id = 6, customer_id = customer, day = Day(until), cents = 6 });
    var bought = await Snippet.CallAsync<List<Purchase>>("PurchasesBetween", customer, Day(day), Day(until));
    Expect(bought, Is.EqualTo(Expected(customer, day, until)), $"What customer {customer} bought from {Day(day)} to {Day(until)}, oldest first; on one day by id.", rule: "purchases");
    var all = Expected(customer, 0, 300);
    Expect(await Snippet.CallAsync<List<Purchase>>("PurchasesBetween", customer, "'", "9'"), Is.EqualTo(all), "A day that somebody typed wrongly is a text all the same. Every day lies between \"'\" and \"9'\".", rule: "purchases");

    var email = Email(customer + 3);
    var found = await Snippet.CallAsync<Customer>("FindByEmail", email.ToUpperInvariant());
    Expect(found, Is.EqualTo(new Customer(customer + 3, email, "Kim 3")), "The address was asked for in capitals; mail does not tell them apart.", rule: "address");
    Db.Execute("update customer set name = 'Robin' where id = $id", new { id = customer + 3 });
    Expect(await Snippet.CallAsync<Customer>("FindByEmail", email), Is.EqualTo(new Customer(customer + 3, email, "Robin")), "The name has been changed since the last call.", rule: "that-moment");
    Expect(await Snippet.CallAsync<Customer>("FindByEmail", $"nobody@{city}.example"), Is.Null, "Nobody has this address.", rule: "address");
    Db.Insert("customer", new { id = 11, email = $"jo.ann@{city}.example", name = "Jo Ann" });
    Db.Insert("customer", new { id = 12, email = $"jo_ann@{city}.example", name = "Joann" });
    Expect(await Snippet.CallAsync<Customer>("FindByEmail", $"Jo_Ann@{city}.example"), Is.EqualTo(new Customer(12, $"jo_ann@{city}.example", "Joann")), $"There is also a customer jo.ann@{city}.example, which is another address.", rule: "address");
    Expect(await Snippet.CallAsync<Customer>("FindByEmail", "%"), Is.Null, "Nobody has the address %.", rule: "address");

    var next = $"{letters[0]}{(char)(letters[1] + 1)}";
    foreach (var code in new[] { $"{letters}20", letters, $"{letters}ZZZZ9", $"{letters}Z9", $"{letters}10", $"{letters}&1", $"{letters}'1", next, $"{next}1", $"1{letters}", $"X{letters}" })
        PutCode(code);
    async Task ExpectCodesAsync(string prefix, params string[] expected) =>
        Expect(await Snippet.CallAsync<List<string>>("CodesFrom", prefix), Is.EqualTo(expected), $"The codes that begin with {prefix}, in order.", rule: "codes");
    await ExpectCodesAsync(letters, letters, $"{letters}&1", $"{letters}'1", $"{letters}10", $"{letters}20", $"{letters}Z9", $"{letters}ZZZZ9");
    await ExpectCodesAsync($"{letters}&", $"{letters}&1");
    await ExpectCodesAsync($"{letters}'", $"{letters}'1");
});

Check("finds-purchases-by-index", points: 3, "searches a customer's purchases by customer and day, at 1 and at 100 times the data", "right-answers", async () =>
{
    await Snippet.CallAsync("Prepare");
    foreach (var times in new[] { 1, 100 })
    {
        Db.Execute("delete from purchase");
        Db.Execute("delete from customer");
        Fill(times);
        var watch = Timeline.Watch();
        var bought = await Snippet.CallAsync<List<Purchase>>("PurchasesBetween", customer + 1, Day(day), Day(day + 3));
        var expected = Expected(customer + 1, day, day + 3);
        Expect(bought, Is.EqualTo(expected), $"The purchases, at {times} times the data.", rule: "purchases");
        await ExpectSearchAsync(watch, times, expected.Count, "purchase", ["customer_id", "day"], "An index should lead to this customer's rows, and among them to these days.");
    }
});

Check("finds-customers-by-index", points: 3, "searches an address, at 1 and at 100 times the data", "right-answers", async () =>
{
    await Snippet.CallAsync("Prepare");
    foreach (var times in new[] { 1, 100 })
    {
        Db.Execute("delete from purchase");
        Db.Execute("delete from customer");
        Fill(times);
        var watch = Timeline.Watch();
        var found = await Snippet.CallAsync<Customer>("FindByEmail", Email(customer + 9).ToLowerInvariant());
        Expect(found, Is.EqualTo(new Customer(customer + 9, Email(customer + 9), "Kim 9")), $"The customer, at {times} times the data.", rule: "address");
        await ExpectSearchAsync(watch, times, 1, "customer", [], "An index should lead to the one row.");
    }
});

Check("finds-codes-by-index", points: 3, "searches codes by their beginning, at 1 and at 100 times the data", "right-answers", async () =>
{
    await Snippet.CallAsync("Prepare");
    foreach (var times in new[] { 1, 100 })
    {
        Db.Execute("delete from article");
        FillShelf(times);
        PutCode($"{letters}{day}");
        var watch = Timeline.Watch();
        var codes = await Snippet.CallAsync<List<string>>("CodesFrom", letters);
        Expect(codes, Is.EqualTo(new[] { $"{letters}{day}" }), $"The codes, at {times} times the data.", rule: "codes");
        await ExpectSearchAsync(watch, times, 1, "article", [], "What begins with the same letters stands together in an index.");
    }
});

string[] searches = ["finds-purchases-by-index", "finds-customers-by-index", "finds-codes-by-index"];

Check("starts-again", points: 1, "can be started again", searches, async () =>
{
    await Snippet.CallAsync("Prepare");
    await Snippet.RestartAsync();
    Expect((await Snippet.FailureAsync("Prepare"))?.Message, Is.Null, "Your process was started again, and Prepare ran a second time on the same database.", rule: "each-start");
    Fill(1);
    Expect(await Snippet.CallAsync<Customer>("FindByEmail", Email(customer)), Is.EqualTo(new Customer(customer, Email(customer), "Kim 0")), "The customer, after the second start.", rule: "address");
});

Check("no-index-too-many", points: 1, "keeps no index that no question needs", searches, async () =>
{
    await Snippet.CallAsync("Prepare");
    Fill(1);
    PutCode($"{letters}{day}");
    var watch = Timeline.Watch();
    await Snippet.CallAsync<List<Purchase>>("PurchasesBetween", customer, Day(day), Day(day + 3));
    await Snippet.CallAsync<Customer>("FindByEmail", Email(customer));
    var codes = await Snippet.CallAsync<List<string>>("CodesFrom", letters);
    Expect(codes, Is.EqualTo(new[] { $"{letters}{day}" }), $"The codes that begin with {letters}.", rule: "codes");

    var plans = new List<string>();
    foreach (var statement in Asked(watch))
        plans.AddRange((await Db.PlanAsync(statement)).Steps.Select(step => step.Text + " "));
    var indexes = Db.Query("select name from sqlite_master where type = 'index' and sql is not null order by name").Select(row => row.Get<string>("name")!).ToList();
    var unused = indexes.Where(name => !plans.Exists(plan => plan.Contains($" INDEX {name} "))).ToList();
    Expect(unused, Is.Empty, "The three questions were asked, and no plan names these indexes. They are written to with each row, and read by nobody.", rule: "no-others");
});
