Product one = new(0, "", 0);
Product two = new(0, "", 0);
Product far = new(0, "", 0);
int missing = 0;

Given(seed =>
{
    var names = seed.DifferentWords(3);
    var id = seed.Int(10, 99);

    // 37 and 371: a key that forgets a part of the number would mix them up.
    one = new Product(id, names[0], seed.Int(100, 90_000));
    two = new Product(id * 10 + seed.Int(0, 9), $"{names[1]}, \"1/2\"; 3|4:5\t6 'ü'", seed.Int(100, 90_000));

    // Counted round in tens or in twos, up to a million or to 65,536, it is the first one again.
    far = new Product(id + 1_024_000_000, names[2], seed.Int(100, 90_000));
    missing = seed.Int(2_000, 9_999);
    Put(one);
    Put(two);
    Put(far);
});

void Put(Product product) =>
    Db.Insert("product", new { id = product.Id, name = product.Name, price_cents = product.PriceCents });

void ChangePrice(Product product, int by) =>
    Db.Execute("update product set price_cents = price_cents + $by where id = $id", new { by, id = product.Id });

Task PassAsync(double minutes) => Clock.AdvanceAsync(TimeSpan.FromMinutes(minutes));

Task<Product?> GetAsync(int id) => Snippet.CallAsync<Product>("GetProduct", id);

async Task ExpectAsync(Product? expected, int id, string message) => Expect(await GetAsync(id), Is.EqualTo(expected), message);

Check("reads-the-product", points: 1, "finds a product in the database, and null where there is none", async () =>
{
    Expect(await GetAsync(missing), Is.Null, $"There is no product {missing}.", rule: "unknown");
    Expect(await GetAsync(one.Id), Is.EqualTo(one), $"GetProduct({one.Id}) was asked with an empty cache; the row is in the database.", rule: "row");
});

Check("served-from-cache", points: 3, "answers the second read from the cache", "reads-the-product", async () =>
{
    Expect(await GetAsync(two.Id), Is.EqualTo(two), $"The row of product {two.Id}.", rule: "the-same");
    Expect(await GetAsync(two.Id), Is.EqualTo(two), $"The copy of product {two.Id}, which was read before. It should say the same as the row did.", rule: "the-same");
    await Cache.ClearAsync();

    await ExpectAsync(one, one.Id, "The first read should find the row in the database.");
    ChangePrice(one, by: 1);
    await Snippet.RestartAsync();
    Expect(await GetAsync(one.Id), Is.EqualTo(one), "Your process was restarted and the price in the database changed. The second read should still give the copy from Redis, with the old price.", rule: "copy-first");

    Db.Execute("alter table product rename to product_moved");
    var failure = await Snippet.FailureAsync("GetProduct", one.Id);
    Expect(failure is null, $"There is a copy of product {one.Id} in Redis, and the table is gone meanwhile. GetProduct({one.Id}) asked the database all the same: {failure?.Message}", rule: "copy-first");
    Expect(await GetAsync(one.Id), Is.EqualTo(one), $"There is a copy of product {one.Id} in Redis, and the table is gone meanwhile. The copy is the answer.", rule: "copy-first");
});

Check("fills-with-expiry", points: 2, "leaves a copy in Redis that ends within ten minutes", "reads-the-product", async () =>
{
    await ExpectAsync(one, one.Id, "The first read should find the row in the database.");
    var keys = await Cache.KeysAsync();
    Expect(keys, Is.Not.Empty, $"After GetProduct({one.Id}) there is no key in Redis.", rule: "row");
    foreach (var key in keys)
    {
        var left = await Cache.TtlAsync(key);
        Expect(left is not null, $"The key \"{key}\" never ends.", rule: "has-an-end");
        Expect(left!.Value.TotalMinutes is > 0.9 and <= 10, $"The key \"{key}\" should be kept for ten minutes at most, and for one at least. It ends after {left.Value.TotalMinutes:0.0}.", rule: "ten-minutes");
    }
});

Check("a-hit-does-not-prolong", points: 2, "gives no copy that is older than ten minutes, however often it is read", ["served-from-cache", "fills-with-expiry"], async () =>
{
    await ExpectAsync(one, one.Id, "The first read should find the row in the database.");
    ChangePrice(one, by: 75);
    foreach (var minutes in new[] { 0.5, 3.5, 5.0 })
    {
        await PassAsync(minutes);
        await GetAsync(one.Id);
    }

    await GetAsync(two.Id);
    await PassAsync(1.5);
    await ExpectAsync(one with { PriceCents = one.PriceCents + 75 }, one.Id, $"Ten and a half minutes ago product {one.Id} was read, and right afterwards its price changed. Since then it was read three times, and product {two.Id} once. The copy with the old price should be over.");
});

Check("never-without-an-end", points: 1, "leaves no copy without an end when it breaks off in the middle", "fills-with-expiry", async () =>
{
    // What only reads may come before the command that leaves the copy.
    for (var sent = 1; (await Cache.KeysAsync()).Count == 0; sent++)
    {
        Expect(sent <= 6, $"GetProduct({one.Id}) was called, and the connection broke after each of its first six commands. None of them left a copy.");
        await using (Cache.CutReplies(after: sent - 1))
            await Snippet.FailureAsync("GetProduct", one.Id);
        await Snippet.RestartAsync();
    }

    foreach (var key in await Cache.KeysAsync())
        Expect(await Cache.TtlAsync(key) is not null, $"GetProduct({one.Id}) broke off after the command that wrote the key \"{key}\", as a program does that is killed there. The key has no end: this price stays for ever.");
    await ExpectAsync(one, one.Id, $"GetProduct({one.Id}) broke off, and was called again.");
});

Check("refills-after-a-loss", points: 2, "asks the database again when Redis has lost its copy", "reads-the-product", async () =>
{
    await ExpectAsync(one, one.Id, "The first read should find the row in the database.");
    ChangePrice(one, by: 250);
    await Cache.ClearAsync();
    Expect(await GetAsync(one.Id), Is.Not.EqualTo(one), "Redis was emptied and the price changed. Your program still has the old price somewhere else.", rule: "in-redis");
    Expect(await GetAsync(one.Id), Is.EqualTo(one with { PriceCents = one.PriceCents + 250 }), "Redis was emptied and the price changed. Only the database knows the answer now.", rule: "may-be-empty");
});

Check("keeps-products-apart", points: 1, "never mixes up two products", "reads-the-product", async () =>
{
    for (var round = 1; round <= 2; round++)
    {
        // The second answers come from Redis, or not at all from a copy.
        if (round == 2)
            await Snippet.RestartAsync();
        foreach (var product in new[] { one, two, far })
            await ExpectAsync(product, product.Id, $"The products {one.Id}, {two.Id} and {far.Id} were read in turn, and GetProduct({product.Id}) should give its own.");
    }
});

Check("missing-is-not-remembered", points: 1, "finds a product that was added after somebody asked for it", "reads-the-product", async () =>
{
    await ExpectAsync(null, missing, $"There is no product {missing} yet.");
    var added = two with { Id = missing };
    Put(added);
    await ExpectAsync(added, missing, $"Product {missing} was added to the database after the first call.");
});
