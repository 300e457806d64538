Customer one = new(0, "", "");
Customer two = new(0, "", "");
Customer newcomer = new(0, "", "");
string injected = "";
int[] cents = [];

Given(seed =>
{
    var cities = seed.DifferentWords(3);
    var id = seed.Int(100, 900);
    one = new Customer(id, $"{seed.Name()} {seed.Int(1, 99)}", cities[0]);
    two = new Customer(id + seed.Int(1, 90), $"{seed.Name()} {seed.Int(100, 199)}", cities[1]);
    newcomer = new Customer(id + seed.Int(100, 900), $"{seed.Name()} {seed.Int(200, 299)}", cities[2]);
    injected = $"{seed.Word()}' or '1'='1";
    cents = [seed.Int(100, 9_000), seed.Int(100, 9_000), seed.Int(100, 9_000)];
    Put(one);
    Put(two);
    Buy(one, cents[0]);
    Buy(one, cents[1]);
    Buy(two, cents[2]);
});

void Put(Customer customer) =>
    Db.Insert("customer", new { id = customer.Id, name = customer.Name, city = customer.City });

void Buy(Customer customer, int amount) =>
    Db.Insert("purchase", new { customer_id = customer.Id, cents = amount });

string? NameOf(Customer customer) =>
    Db.Scalar<string>("select name from customer where id = $id", new { id = customer.Id });

async Task ExpectFoundAsync(Customer? expected, string name, string message)
{
    var found = await Snippet.CallAsync<Customer>("FindCustomer", name);
    Expect(found, Is.EqualTo(expected), message);
}

void ExpectNothingLost(int customers, int purchases)
{
    Expect(Db.Tables(), Is.SupersetOf(new[] { "customer", "purchase" }), "A table is gone: the name that came in was executed.");
    Expect(Db.Count("customer"), Is.EqualTo(customers), "The number of customers in the table has changed.");
    Expect(Db.Count("purchase"), Is.EqualTo(purchases), "The number of purchases in the table has changed.");
}

Check("finds-by-name", points: 1, "finds the customer of a name, and null where there is none", async () =>
{
    await ExpectFoundAsync(two, two.Name, $"\"{two.Name}\" is in the table.");
    await ExpectFoundAsync(null, newcomer.Name, $"\"{newcomer.Name}\" is not in the table yet.");
    Put(newcomer);
    await ExpectFoundAsync(newcomer, newcomer.Name, $"\"{newcomer.Name}\" has been added to the table since the last call.");
});

Check("exactly-this-name", points: 1, "finds nobody whose name is only like the one that was asked for", "finds-by-name", async () =>
{
    // The first row of the table, so that a search that is content with less finds this one.
    var shouting = newcomer with { Id = 0, Name = one.Name.ToUpperInvariant() };
    Put(shouting);
    await ExpectFoundAsync(one, one.Name, $"\"{shouting.Name}\" is somebody else than \"{one.Name}\".");
    foreach (var name in new[] { "%", $"{one.Name[..3]}%", one.Name.Replace(' ', '_'), $"{one.Name[..3]}*", one.Name[..^1], $"{one.Name} ", one.Name.ToLowerInvariant(), "" })
        await ExpectFoundAsync(null, name, $"Nobody is named \"{name}\".");
});

Check("quotes-are-letters", points: 2, "finds names with quotes, backslashes and other scripts", "finds-by-name", async () =>
{
    var id = newcomer.Id;
    foreach (var name in new[] { $"{one.City} O'Brien", $"{one.City} \"Red\" ''Malloy''", $@"{one.City}\' Núñez; --", $"{one.City} 山田 Łucja" })
    {
        var customer = newcomer with { Id = id++, Name = name };
        Put(customer);
        await ExpectFoundAsync(customer, name, $"There is a customer named {name}, exactly so.");
    }
});

Check("injection-finds-nothing", points: 2, "takes SQL in a name for what it is: letters", "finds-by-name", async () =>
{
    var customers = Db.Count("customer");
    var purchases = Db.Count("purchase");

    await ExpectFoundAsync(null, injected, $"Nobody is named {injected} yet.");
    await ExpectFoundAsync(null, $"{one.Name}'; delete from customer; drop table purchase; --", "Nobody has this name.");
    ExpectNothingLost(customers, purchases);

    var odd = newcomer with { Name = injected };
    Put(odd);
    await ExpectFoundAsync(odd, injected, $"Now a customer is really named {injected}, and should be found.");
});

Check("renames-one", points: 1, "renames one customer, and says whether there was one", async () =>
{
    var renamed = await Snippet.CallAsync<bool>("Rename", one.Id, newcomer.Name);
    Expect(NameOf(one), Is.EqualTo(newcomer.Name), $"After Rename({one.Id}, \"{newcomer.Name}\") this is the customer's name in the table.");
    Expect(NameOf(two), Is.EqualTo(two.Name), "Another customer has been renamed too.");
    Expect(renamed, $"There is a customer {one.Id}, so Rename should have answered true.");

    renamed = await Snippet.CallAsync<bool>("Rename", newcomer.Id, newcomer.Name);
    Expect(!renamed, $"There is no customer {newcomer.Id}, so Rename should have answered false.");
});

Check("writes-are-data", points: 2, "writes a name with SQL inside as it stands, and touches nothing else", "renames-one", async () =>
{
    var customers = Db.Count("customer");
    var purchases = Db.Count("purchase");

    var everybody = $"{newcomer.Name}' where 1 = 1 --";
    await Snippet.CallAsync<bool>("Rename", one.Id, everybody);
    Expect(NameOf(two), Is.EqualTo(two.Name), "One customer changed their own name, and now others are called so too.");
    Expect(NameOf(one), Is.EqualTo(everybody), "The name should be written exactly as it came.");

    var mover = $"{newcomer.Name}', city = 'Nowhere";
    await Snippet.CallAsync<bool>("Rename", two.Id, mover);
    Expect(NameOf(two), Is.EqualTo(mover), "The name should be written exactly as it came.");
    Expect(Db.Scalar<string>("select city from customer where id = $id", new { id = two.Id }), Is.EqualTo(two.City), "A new name has moved the customer to another city.");

    var dropper = "Robert'); drop table purchase; --";
    await Snippet.CallAsync<bool>("Rename", one.Id, dropper);
    Expect(NameOf(one), Is.EqualTo(dropper), "The name should be written exactly as it came.");
    ExpectNothingLost(customers, purchases);
});

Check("ids-are-data", points: 2, "adds up one customer's purchases, whatever the address bar says", async () =>
{
    async Task ExpectSpentAsync(int expected, string id, string message)
    {
        var spent = await Snippet.CallAsync<int>("SpentCents", id);
        Expect(spent, Is.EqualTo(expected), message);
    }

    await ExpectSpentAsync(cents[0] + cents[1], $"{one.Id}", $"Customer {one.Id} has bought twice.");
    Buy(one, cents[2]);
    await ExpectSpentAsync(cents.Sum(), $"{one.Id}", $"Customer {one.Id} has bought a third time since the last call.");
    await ExpectSpentAsync(0, $"{newcomer.Id}", $"There is no customer {newcomer.Id}.");
    foreach (var text in new[] { $"{one.Id} or 1 = 1", $"{newcomer.Id} union select sum(cents) from purchase", "", $"{newcomer.Id}' or '1' = '1" })
        await ExpectSpentAsync(0, text, $"\"{text}\" is no customer's number.");
});

Check("same-text", points: 2, "sends the same SQL whatever the values are", ["quotes-are-letters", "injection-finds-nothing", "writes-are-data", "ids-are-data"], async () =>
{
    // Not the first call of each: what code does once, at its beginning, is nobody's value.
    await Snippet.CallAsync<Customer>("FindCustomer", two.Name);
    await ExpectSameAsync("FindCustomer", () => Snippet.CallAsync<Customer>("FindCustomer", two.Name), one, () => Snippet.CallAsync<Customer>("FindCustomer", one.Name));
    await Snippet.CallAsync<bool>("Rename", two.Id, two.Name);
    await ExpectSameAsync("Rename", () => Snippet.CallAsync<bool>("Rename", two.Id, newcomer.Name), true, () => Snippet.CallAsync<bool>("Rename", one.Id, injected));
    await Snippet.CallAsync<int>("SpentCents", $"{two.Id}");
    await ExpectSameAsync("SpentCents", () => Snippet.CallAsync<int>("SpentCents", $"{two.Id}"), cents[0] + cents[1], () => Snippet.CallAsync<int>("SpentCents", $"{one.Id}"));

    async Task ExpectSameAsync<T>(string entry, Func<Task<T>> first, T expected, Func<Task<T>> second)
    {
        var watch = Timeline.Watch();
        await first();
        var before = watch.Statements.Select(statement => statement.Sql).ToList();
        watch = Timeline.Watch();
        Expect(await second(), Is.EqualTo(expected), $"The answer of {entry}.");
        var different = watch.Statements.FirstOrDefault(statement => !before.Contains(statement.Sql));
        Expect(different is null, $"Two calls of {entry} that differ in their values sent two texts. In the second, a value is a part of the SQL: {different?.Sql}", at: different?.Event);
    }
});
