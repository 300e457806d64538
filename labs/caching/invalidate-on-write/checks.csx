Product one = new(0, "", "", 0);
Product neighbour = new(0, "", "", 0);
Product stranger = new(0, "", "", 0);
int newPrice = 0;
int otherPrice = 0;
int missing = 0;

Given(seed =>
{
    var names = seed.DifferentWords(4).Order(StringComparer.Ordinal).ToArray();
    var id = seed.Int(10, 99);

    // By number they come in another order than by name.
    one = new Product(id, names[1], names[3] + "s", seed.Int(100, 9_000));
    neighbour = new Product(id + 100, names[0], one.Category, seed.Int(100, 9_000));
    stranger = new Product(id * 10 + 1_000, names[2], names[3] + "'s corner", seed.Int(100, 9_000));
    newPrice = seed.Int(10_000, 49_999);
    otherPrice = seed.Int(50_000, 99_999);
    missing = seed.Int(5_000, 9_999);
    foreach (var product in new[] { one, neighbour, stranger })
        Db.Insert("product", new { id = product.Id, name = product.Name, category = product.Category, price_cents = product.PriceCents });
});

string KeyOf(Product product) => $"product:{product.Id}";

string ListKeyOf(Product product) => $"category:{product.Category}";

Task<Product?> GetAsync(Product product) => Snippet.CallAsync<Product>("GetProduct", product.Id);

async Task<IReadOnlyList<Product>> ListAsync(Product product) => await Snippet.CallAsync<List<Product>>("InCategory", product.Category) ?? [];

Task<bool> ChangeAsync(Product product, int price) => Snippet.CallAsync<bool>("ChangePrice", product.Id, price);

int PriceInDatabase(Product product) => Db.Scalar<int>("select price_cents from product where id = $id", new { id = product.Id });

async Task FillAsync(params Product[] products)
{
    foreach (var product in products)
    {
        Expect(await GetAsync(product), Is.EqualTo(product), $"GetProduct({product.Id}) was asked with an empty cache; the row is in the database.");
        Expect(await ListAsync(product), Has.Some.EqualTo(product), $"InCategory(\"{product.Category}\") was asked with an empty cache; product {product.Id} is in the database.");
    }
}

Check("changes-the-row", points: 1, "writes the new price into the database, and says where there is no such product", async () =>
{
    Expect(await ChangeAsync(one, newPrice), Is.True, $"There is a product {one.Id}.", rule: "row");
    Expect(PriceInDatabase(one), Is.EqualTo(newPrice), $"After ChangePrice({one.Id}, {newPrice}): the price in the database.", rule: "row");
    Expect(PriceInDatabase(neighbour), Is.EqualTo(neighbour.PriceCents), $"ChangePrice({one.Id}, {newPrice}) changed product {neighbour.Id} too.", rule: "row");
    Expect(await Snippet.CallAsync<bool>("ChangePrice", missing, newPrice), Is.False, $"There is no product {missing}.", rule: "unknown");
    Expect(await Snippet.CallAsync<Product>("GetProduct", missing), Is.Null, $"There is no product {missing}.", rule: "unknown");

    Expect(await GetAsync(stranger), Is.EqualTo(stranger), $"GetProduct({stranger.Id}) was asked with an empty cache; the row is in the database.", rule: "row");
    Db.Execute("delete from product where id = $id", new { id = stranger.Id });
    Expect(await ChangeAsync(stranger, newPrice), Is.False, $"Product {stranger.Id} was deleted from the table; there is only a copy of it in Redis.", rule: "unknown");
});

Check("next-read-is-right", points: 3, "gives the new price to whoever reads next", "changes-the-row", async () =>
{
    await FillAsync(one);
    await ChangeAsync(one, newPrice);
    await Snippet.RestartAsync();
    Expect(await GetAsync(one), Is.EqualTo(one with { PriceCents = newPrice }), $"The product had been read before, so there was a copy of it in Redis. Then ChangePrice({one.Id}, {newPrice}) was called, and GetProduct once more.");
});

Check("lists-too", points: 3, "gives the new price in the list of the category as well", "changes-the-row", async () =>
{
    Expect(await ListAsync(one), Is.EqualTo(new[] { neighbour, one }), $"All of the category {one.Category}, by name.");
    await ChangeAsync(one, newPrice);
    await Snippet.RestartAsync();
    Expect(await ListAsync(one), Is.EqualTo(new[] { neighbour, one with { PriceCents = newPrice } }), $"The list had been read before, so there was a copy of it in Redis, with product {one.Id} in it. Then its price was changed, and the list was read once more.");

    // Somebody moved the product, and the copy of the product does not know it yet.
    await FillAsync(stranger);
    await GetAsync(neighbour);
    Db.Execute("update product set category = $category where id = $id", new { category = stranger.Category, id = neighbour.Id });
    await Cache.DeleteAsync(ListKeyOf(stranger));
    var moved = neighbour with { Category = stranger.Category };
    Expect(await ListAsync(stranger), Has.Some.EqualTo(moved), $"Product {neighbour.Id} was moved to {stranger.Category}, and the list was read from the database.");
    await ChangeAsync(moved, otherPrice);
    Expect(await ListAsync(stranger), Has.Some.EqualTo(moved with { PriceCents = otherPrice }), $"Product {neighbour.Id} was moved from {neighbour.Category} to {stranger.Category}, and its copy in Redis still says {neighbour.Category}. Then ChangePrice({neighbour.Id}, {otherPrice}) was called, and the list of {stranger.Category} read once more.");
});

Check("still-a-cache", points: 2, "goes on reading from Redis what nobody has changed", "changes-the-row", async () =>
{
    await FillAsync(one, neighbour, stranger);
    foreach (var key in new[] { KeyOf(one), ListKeyOf(one), KeyOf(stranger) })
    {
        var left = await Cache.TtlAsync(key);
        Expect(left is { TotalMinutes: > 9.5 and <= 10 }, $"The product and its list were read: the copy under {key} should end after ten minutes, and {(left is null ? "there is none, or it has no end" : $"ends after {left.Value.TotalMinutes:0.0}")}.", rule: "as-they-are");
    }

    await ChangeAsync(one, newPrice);
    Db.Execute("update product set price_cents = price_cents + 1 where id <> $id", new { id = one.Id });
    await Snippet.RestartAsync();
    Expect(await GetAsync(neighbour), Is.EqualTo(neighbour), $"Only product {one.Id} was changed by ChangePrice. The copy of product {neighbour.Id} should still be in Redis, with the price that it was read with.", rule: "others-alone");
    Expect(await ListAsync(stranger), Is.EqualTo(new[] { stranger }), $"Only a product of {one.Category} was changed by ChangePrice. The copy of the list of {stranger.Category} should still be in Redis, with the price that it was read with.", rule: "others-alone");
    foreach (var key in new[] { KeyOf(neighbour), ListKeyOf(stranger) })
    {
        var left = await Cache.TtlAsync(key);
        Expect(left is { TotalMinutes: > 9.5 and <= 10 }, $"The copy under {key} should end ten minutes after it was read, and ends {(left is null ? "never" : $"after {left.Value.TotalMinutes:0.0}")}.", rule: "as-they-are");
    }
});

Check("no-old-copy-comes-back", points: 3, "leaves no gap in which a reader can put the old price back", ["next-read-is-right", "lists-too"], async () =>
{
    await FillAsync(one);
    var now = one;
    foreach (var (key, price) in new[] { (KeyOf(one), newPrice), (ListKeyOf(one), otherPrice) })
    {
        await GetAsync(one);
        await ListAsync(one);
        var copy = await Cache.GetAsync(key);
        using var hold = Cache.HoldBeforeWrite(key);
        var change = ChangeAsync(one, price);
        await hold.ReachedAsync(change);
        if (PriceInDatabase(one) == price)
        {
            hold.Release();
            await change;
        }
        else
        {
            // The copy goes before the row is changed: somebody reads in between.
            await using var locked = LockedOrFailed();
            hold.Release();
            for (var look = 0; look < 100 && await Cache.GetAsync(key) == copy; look++)
                await Task.Delay(10);
            await GetAsync(one);
            await ListAsync(one);
            await locked.LiftAsync();
            await change;
        }

        now = now with { PriceCents = price };
        Expect(await GetAsync(one), Is.EqualTo(now), $"Your code removed {key} first, and the database still had the old price. Somebody read product {one.Id} right then and put the old price back into Redis. Then your code wrote the new one into the database, and nobody removes the copy any more.");
        Expect(await ListAsync(one), Has.Some.EqualTo(now), $"Your code removed {key} first, and the database still had the old price. Somebody read the list of {one.Category} right then and put the old price back into Redis. Then your code wrote the new one into the database, and nobody removes the copy any more.");
    }
});

Fault LockedOrFailed()
{
    try
    {
        return Db.Lock();
    }
    catch (Exception)
    {
        Fail("Your code removes the copy from within its transaction. Until the commit everybody else reads the old price, and whoever reads now puts it back into Redis.");
        throw;
    }
}

Check("last-writer-counts", points: 2, "shows the price of the last writer when two change it at once", ["next-read-is-right", "lists-too"], async () =>
{
    var clients = await Snippet.ClientsAsync(2);
    foreach (var key in new[] { KeyOf(one), ListKeyOf(one) })
    {
        await GetAsync(one);
        await ListAsync(one);
        using var hold = Cache.HoldBeforeWrite(key, by: 1);
        var first = clients[0].CallAsync<bool>("ChangePrice", one.Id, newPrice);
        await hold.ReachedAsync(first);
        await clients[1].CallAsync<bool>("ChangePrice", one.Id, otherPrice);
        hold.Release();
        await first;
        var last = one with { PriceCents = PriceInDatabase(one) };
        Expect(await GetAsync(one), Is.EqualTo(last), "Two servers changed the price. The one that came to the database first came to Redis last, and now Redis says something else than the database.");
        Expect(await ListAsync(one), Has.Some.EqualTo(last), $"Two servers changed the price. The one that came to the database first came to Redis last, and now the list of {one.Category} says something else than the database.");
    }
});

Check("failure-changes-nothing", points: 2, "says that a change has failed, and leaves the old price to be read", "next-read-is-right", async () =>
{
    await FillAsync(one);
    await using (Db.MakeReadOnly())
    {
        var failure = await Snippet.FailureAsync("ChangePrice", one.Id, newPrice);
        Expect(failure is not null, "The database refused the change, and ChangePrice did not say so: the exception has to reach the caller.");
    }

    await Snippet.RestartAsync();
    Expect(await GetAsync(one), Is.EqualTo(one), "The database refused the change. The old price is still the right one.");
    Expect(await ListAsync(one), Has.Some.EqualTo(one), "The database refused the change. In the list, too, the old price is still the right one.");
    Expect(await ChangeAsync(one, newPrice), Is.True, "The database takes changes again.");
    await Snippet.RestartAsync();
    Expect(await GetAsync(one), Is.EqualTo(one with { PriceCents = newPrice }), "The second attempt went through.");
});
