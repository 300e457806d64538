// A question for the orders, one for their lines, and some room for another way of asking.
const int Few = 4;

string today = "";
string yesterday = "";
string[] articles = [];
string[] customers = [];
int cents = 0;

Given(seed =>
{
    var number = seed.Int(40, 300);
    today = Day(number);
    yesterday = Day(number - 1);
    // In the order of the alphabet; on a receipt they stand in another one.
    articles = [.. seed.DifferentWords(4).Order(StringComparer.Ordinal)];
    customers = [.. new[] { seed.Name(), seed.Name(), seed.Name() }.Order(StringComparer.Ordinal)];
    cents = seed.Int(100, 900);
});

string Day(int number) => new DateOnly(2026, 1, 1).AddDays(number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

// So many orders today, and as many yesterday; with no line, one, two or three.
List<Receipt> Fill(int orders)
{
    Db.Execute("delete from Lines");
    Db.Execute("delete from Orders");
    var ids = Enumerable.Range(0, orders * 2).Select(i => 10 + i).ToList();
    Db.InsertAll("Orders", ids.OrderByDescending(id => id).Select(id => new { Id = id, Customer = customers[id % 3], Day = id % 2 == 0 ? today : yesterday }));
    var lines = ids.SelectMany(id => Enumerable.Range(0, id / 2 % 4).Select(n => (Order: id, Article: articles[(id + 3 - n) % 4], Cents: cents + id % 50 + n))).ToList();
    Db.InsertAll("Lines", lines.Select((line, i) => new { Id = 5 + i, OrderId = line.Order, line.Article, line.Cents }));
    var own = lines.ToLookup(line => line.Order);
    return [.. ids.Where(id => id % 2 == 0).Select(id => new Receipt(id, customers[id % 3], [.. own[id].Select(line => line.Article)], own[id].Sum(line => line.Cents)))];
}

// Lists are not equal by what is in them, so a receipt is compared as it reads.
string Read(Receipt? receipt) =>
    receipt is null ? "no receipt" : $"{receipt.OrderId} {receipt.Customer}: {string.Join(", ", receipt.Articles ?? [])} = {receipt.TotalCents}";

async Task<List<Receipt>> ReceiptsAsync()
{
    var receipts = await Snippet.CallAsync<List<Receipt>>("ReceiptsOf", today);
    Expect(receipts is not null, "ReceiptsOf gave back null instead of a list.", rule: "receipts");
    return receipts!;
}

async Task ExpectReceiptsAsync(List<Receipt> expected, string message)
{
    var receipts = await ReceiptsAsync();
    Expect(receipts.Select(one => one?.OrderId ?? 0).ToList(), Is.EqualTo(expected.ConvertAll(one => one.OrderId)), $"{message} These are the numbers of the orders.", rule: "receipts");
    ExpectSame(receipts, expected, message);
}

// Each by itself, so that the first wrong one is shown and not all of them.
void ExpectSame(List<Receipt> receipts, List<Receipt> expected, string message)
{
    foreach (var one in expected)
        Expect(Read(receipts.Find(receipt => receipt?.OrderId == one.OrderId)), Is.EqualTo(Read(one)), message, rule: "articles");
}

// What a transaction costs is not a question.
List<Statement> Questions(TimelineWatch watch) =>
    [.. watch.Statements.Where(statement => statement.Verb is not ("begin" or "commit" or "rollback" or "end" or "savepoint" or "release"))];

Check("right-receipts", points: 2, "gives the receipts of a day, with articles and sum", async () =>
{
    var expected = Fill(6);
    var receipts = await ReceiptsAsync();
    var empty = expected.First(one => one.Articles.Count == 0);
    var ids = receipts.Select(one => one?.OrderId ?? 0).ToList();
    Expect(ids.Except([empty.OrderId]).ToList(), Is.EquivalentTo(expected.Except([empty]).Select(one => one.OrderId).ToList()), $"The numbers of the orders of {today} that have lines.", rule: "receipts");
    var ofEmpty = receipts.Find(one => one?.OrderId == empty.OrderId);
    Expect(Read(ofEmpty), Is.EqualTo(Read(empty)), $"Order {empty.OrderId} of {today} has no lines yet.", rule: "empty");
    Expect(receipts, Has.Count.EqualTo(expected.Count), $"{expected.Count} orders are of {today}.", rule: "receipts");
    ExpectSame(receipts, expected, $"Number, customer, articles and sum of an order of {today}.");

    Db.Execute("update Lines set Cents = Cents + 1");
    var row = Db.Query("select OrderId, count(*) as Number, sum(Cents) as Total from Lines join Orders on Orders.Id = OrderId where Day = $today group by OrderId order by OrderId limit 1", new { today })[0];
    var again = await ReceiptsAsync();
    Expect(again.FirstOrDefault(one => one?.OrderId == row.Get<int>("OrderId"))?.TotalCents, Is.EqualTo(row.Get<int>("Total")), $"Each line costs a cent more since the last call. Receipt {row.Get<int>("OrderId")} has another sum.", rule: "that-moment");
});

Check("in-order", points: 1, "puts receipts and articles in order by itself", "right-receipts", async () =>
{
    // Now a search by day finds the orders by customer, and a search by order finds the dearest line first.
    Db.Execute("create index day_and_customer on Orders (Day, Customer desc, Id)");
    Db.Execute("create index dearest_first on Lines (OrderId, Cents desc, Article, Id)");
    var expected = Fill(6);
    const string Indexes = "Two indexes were added to the tables, so that rows which nobody puts in order come in another one.";
    var receipts = await ReceiptsAsync();
    Expect(receipts.Select(one => one?.OrderId ?? 0).ToList(), Is.EqualTo(expected.ConvertAll(one => one.OrderId)), $"{Indexes} These are the numbers of the orders.", rule: "receipts");
    ExpectSame(receipts, expected, $"{Indexes} The articles of a receipt stand as their lines' ids do.");
});

Check("few-questions", points: 3, "asks the database a handful of questions", "right-receipts", async () =>
{
    var expected = Fill(12);
    var watch = Timeline.Watch();
    await ExpectReceiptsAsync(expected, "The receipts of twelve orders.");
    var asked = Questions(watch);
    Expect(asked.Count, Is.LessThanOrEqualTo(Few), $"For {expected.Count} orders your code went to the database this often:", at: asked.Count > Few ? asked[Few].Event : null, rule: "few");
});

Check("as-many-for-more", points: 4, "asks as often for hundreds of times the orders", "right-receipts", async () =>
{
    var counts = new List<int>();
    foreach (var orders in new[] { 4, 2_500 })
    {
        var expected = Fill(orders);
        var watch = Timeline.Watch();
        await ExpectReceiptsAsync(expected, $"The receipts of {orders} orders.");
        counts.Add(Questions(watch).Count);
    }

    Expect(counts[1], Is.EqualTo(counts[0]), $"For 4 orders your code ran {counts[0]} statements. For 2,500 it should run as many, and ran {counts[1]}.", rule: "as-many");
});

Check("only-what-is-asked", points: 2, "fetches the day that is asked for, and not the whole table", "right-receipts", async () =>
{
    var expected = Fill(3);
    Db.InsertAll("Orders", Enumerable.Range(5_000, 2_000).Select(id => new { Id = id, Customer = customers[0], Day = yesterday }));
    Db.InsertAll("Lines", Enumerable.Range(5_000, 2_000).Select(id => new { OrderId = id, Article = articles[0], Cents = cents }));
    // One of today comes after them all, so that a range of ids is no day either.
    Db.Insert("Orders", new { Id = 9_000, Customer = customers[1], Day = today });
    Db.Insert("Lines", new { OrderId = 9_000, Article = articles[1], Cents = cents });
    expected.Add(new Receipt(9_000, customers[1], [articles[1]], cents));

    var watch = Timeline.Watch();
    await ExpectReceiptsAsync(expected, "The receipts of four orders.");
    var rows = watch.Statements.Sum(statement => statement.Rows);
    Expect(rows, Is.LessThanOrEqualTo(100), $"Four orders are of {today}, and 2,003 of the day before. So many rows came over to your code:", rule: "only-the-day");
});
