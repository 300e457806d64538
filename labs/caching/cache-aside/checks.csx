Product one = new(0, "", 0);
Product two = new(0, "", 0);
int missing = 0;

Given(seed =>
{
    var names = seed.DifferentWords(2);
    var id = seed.Int(10, 99);

    // 37 and 371: a key that forgets a part of the number would mix them up.
    one = new Product(id, names[0], seed.Int(100, 90_000));
    two = new Product(id * 10 + seed.Int(0, 9), names[1], seed.Int(100, 90_000));
    missing = seed.Int(2_000, 9_999);
    Put(one);
    Put(two);
});

void Put(Product product) =>
    Db.Insert("product", new { id = product.Id, name = product.Name, price_cents = product.PriceCents });

void ChangePrice(Product product, int by) =>
    Db.Execute("update product set price_cents = price_cents + $by where id = $id", new { by, id = product.Id });

async Task ExpectAsync(Product? expected, int id, string message)
{
    var product = await Snippet.CallAsync<Product>("GetProduct", id);
    Expect(product, Is.EqualTo(expected), message);
}

Check("reads-the-product", points: 1, "finds a product in the database, and null where there is none", async () =>
{
    await ExpectAsync(null, missing, $"There is no product {missing}.");
    await ExpectAsync(one, one.Id, $"GetProduct({one.Id}) was asked with an empty cache; the row is in the database.");
});

Check("served-from-cache", points: 3, "answers the second read from the cache", "reads-the-product", async () =>
{
    await ExpectAsync(one, one.Id, "The first read should find the row in the database.");
    ChangePrice(one, by: 1);
    await Snippet.RestartAsync();
    await ExpectAsync(one, one.Id, "Your process was restarted and the price in the database changed. The second read should still give the copy from Redis, with the old price.");
});

Check("fills-with-expiry", points: 2, "leaves a copy in Redis that ends within ten minutes", "reads-the-product", async () =>
{
    await ExpectAsync(one, one.Id, "The first read should find the row in the database.");
    var keys = await Cache.KeysAsync();
    Expect(keys, Is.Not.Empty, $"After GetProduct({one.Id}) there is no key in Redis.");
    foreach (var key in keys)
    {
        var left = await Cache.TtlAsync(key);
        Expect(left is not null, $"The key \"{key}\" never ends.");
        Expect(left!.Value.TotalMinutes is > 1 and <= 10, $"The key \"{key}\" should be kept for ten minutes at most, and for more than one. It ends after {left.Value.TotalMinutes:0.0}.");
    }
});

Check("refills-after-a-loss", points: 2, "asks the database again when Redis has lost its copy", "reads-the-product", async () =>
{
    await ExpectAsync(one, one.Id, "The first read should find the row in the database.");
    ChangePrice(one, by: 250);
    await Cache.ClearAsync();
    await ExpectAsync(one with { PriceCents = one.PriceCents + 250 }, one.Id, "Redis was emptied and the price changed. Only the database knows the answer now.");
});

Check("keeps-products-apart", points: 1, "never mixes up two products", "reads-the-product", async () =>
{
    for (var round = 1; round <= 2; round++)
    {
        // The second answers come from Redis, or not at all from a copy.
        if (round == 2)
            await Snippet.RestartAsync();
        await ExpectAsync(one, one.Id, $"GetProduct({one.Id}) and GetProduct({two.Id}) were called in turn, and one gave the other's answer.");
        await ExpectAsync(two, two.Id, $"GetProduct({one.Id}) and GetProduct({two.Id}) were called in turn, and one gave the other's answer.");
    }
});

Check("missing-is-not-remembered", points: 1, "finds a product that was added after somebody asked for it", "reads-the-product", async () =>
{
    await ExpectAsync(null, missing, $"There is no product {missing} yet.");
    var added = two with { Id = missing };
    Put(added);
    await ExpectAsync(added, missing, $"Product {missing} was added to the database after the first call.");
});
