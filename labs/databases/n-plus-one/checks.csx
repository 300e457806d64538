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
    articles = [.. seed.DifferentWords(4)];
    customers = [seed.Name(), seed.Name(), seed.Name()];
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
    return [.. ids.Where(id => id % 2 == 0).Select(id =>
    {
        var own = lines.Where(line => line.Order == id).ToList();
        return new Receipt(id, customers[id % 3], [.. own.Select(line => line.Article)], own.Sum(line => line.Cents));
    })];
}

// Lists are not equal by what is in them, so a receipt is compared as it reads.
string Read(Receipt? receipt) =>
    receipt is null ? "no receipt" : $"{receipt.OrderId} {receipt.Customer}: {string.Join(", ", receipt.Articles ?? [])} = {receipt.TotalCents}";

async Task ExpectReceiptsAsync(List<Receipt> expected, string message)
{
    var receipts = await Snippet.CallAsync<List<Receipt>>("ReceiptsOf", today);
    Expect(receipts?.Select(Read), Is.EqualTo(expected.Select(Read)), message);
}

Check("right-receipts", points: 2, "gives the receipts of a day, with articles and sum", async () =>
{
    await ExpectReceiptsAsync(Fill(6), $"Six orders of {today}: number, customer, articles and sum of each. One may have no lines yet.");
    Db.Execute("update Lines set Cents = Cents + 1");
    var row = Db.Query("select OrderId, count(*) as Number, sum(Cents) as Total from Lines join Orders on Orders.Id = OrderId where Day = $today group by OrderId order by OrderId limit 1", new { today })[0];
    var again = await Snippet.CallAsync<List<Receipt>>("ReceiptsOf", today);
    Expect(again?.FirstOrDefault(one => one?.OrderId == row.Get<int>("OrderId"))?.TotalCents, Is.EqualTo(row.Get<int>("Total")), "Each line costs a cent more since the last call.");
});

Check("few-questions", points: 3, "asks the database a handful of questions", "right-receipts", async () =>
{
    var expected = Fill(12);
    var watch = Timeline.Watch();
    await ExpectReceiptsAsync(expected, "The receipts of twelve orders.");
    var asked = watch.Statements;
    Expect(asked.Count, Is.LessThanOrEqualTo(Few), $"For {expected.Count} orders your code went to the database this often:", at: asked.Count > Few ? asked[Few].Event : null);
});

Check("as-many-for-more", points: 4, "asks as often for a hundred times the orders", "right-receipts", async () =>
{
    var counts = new List<int>();
    foreach (var orders in new[] { 4, 400 })
    {
        var expected = Fill(orders);
        var watch = Timeline.Watch();
        await ExpectReceiptsAsync(expected, $"The receipts of {orders} orders.");
        counts.Add(watch.Statements.Count);
    }

    Expect(counts[1], Is.EqualTo(counts[0]), $"For 4 orders your code ran {counts[0]} statements. For 400 it should run as many, and ran {counts[1]}.");
});

Check("only-what-is-asked", points: 2, "fetches the day that is asked for, and not the whole table", "right-receipts", async () =>
{
    var expected = Fill(3);
    Db.InsertAll("Orders", Enumerable.Range(5_000, 2_000).Select(id => new { Id = id, Customer = customers[0], Day = yesterday }));
    Db.InsertAll("Lines", Enumerable.Range(5_000, 2_000).Select(id => new { OrderId = id, Article = articles[0], Cents = cents }));
    var watch = Timeline.Watch();
    await ExpectReceiptsAsync(expected, "The receipts of three orders.");
    var rows = watch.Statements.Sum(statement => statement.Rows);
    Expect(rows, Is.LessThanOrEqualTo(100), $"Three orders are of {today}, and 2,003 of the day before. So many rows came over to your code:");
});
