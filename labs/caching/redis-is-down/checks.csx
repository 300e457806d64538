Product one = new(0, "", 0);
Product two = new(0, "", 0);
int missing = 0;

Given(seed =>
{
    var names = seed.DifferentWords(2);
    one = new Product(seed.Int(10, 499), names[0], seed.Int(100, 90_000));
    two = new Product(seed.Int(500, 999), names[1], seed.Int(100, 90_000));
    missing = seed.Int(2_000, 9_999);
    foreach (var product in new[] { one, two })
        Db.Insert("product", new { id = product.Id, name = product.Name, price_cents = product.PriceCents });
});

Task<Product?> GetAsync(int id) => Snippet.CallAsync<Product>("GetProduct", id);

Product Dearer(Product product) => product with { PriceCents = product.PriceCents + 1 };

void MakeDearer(Product product) => Db.Execute("update product set price_cents = price_cents + 1 where id = $id", new { id = product.Id });

// A copy may be left without waiting for it. On a busy machine half a second may be over, and no copy is left: asked again, there is.
async Task<bool> HasCopyAsync()
{
    for (var look = 0; look < 100; look++)
    {
        if ((await Cache.KeysAsync()).Count > 0)
            return true;
        await Task.Delay(100);
        await Snippet.FailureAsync("GetProduct", one.Id);
    }

    return false;
}

Check("reads-through", points: 1, "reads through the cache while all is well", async () =>
{
    Expect(await GetAsync(missing), Is.Null, $"There is no product {missing}.", rule: "unknown");
    Expect(await GetAsync(one.Id), Is.EqualTo(one), $"GetProduct({one.Id}) was asked with an empty cache; the row is in the database.", rule: "reads-through");
    Expect(await HasCopyAsync(), $"After GetProduct({one.Id}) there is no copy in Redis.", rule: "reads-through");
    foreach (var key in await Cache.KeysAsync())
    {
        var left = await Cache.TtlAsync(key);
        Expect(left is { TotalMinutes: > 9.5 and <= 10 }, $"The copy under {key} should end after ten minutes, and ends {(left is null ? "never" : $"after {left.Value.TotalMinutes:0.0}")}.", rule: "reads-through");
    }

    MakeDearer(one);
    await Snippet.RestartAsync();
    Expect(await GetAsync(two.Id), Is.EqualTo(two), $"GetProduct({two.Id}) came after GetProduct({one.Id}).", rule: "reads-through");
    Expect(await GetAsync(one.Id), Is.EqualTo(one), "Your process was restarted and the price in the database changed. The second read should still give the copy from Redis, with the old price.", rule: "reads-through");
});

Check("redis-stopped", points: 3, "answers from the database when Redis is stopped", "reads-through", () => CompareAsync(
    scenario: async () =>
    {
        var first = await GetAsync(one.Id);
        MakeDearer(one);
        return (First: first, Second: await GetAsync(one.Id), Unknown: await GetAsync(missing));
    },
    under: () => Cache.StopAsync(),
    then: (healthy, stopped) =>
    {
        Expect(healthy.Second, Is.EqualTo(one), "Redis is there, and the price changes between two reads: the second one should give the copy.", rule: "goes-on");
        Expect(stopped.First, Is.EqualTo(one), $"Redis is stopped. Product {one.Id} is in the database all the same.", rule: "goes-on");
        Expect(stopped.Second, Is.EqualTo(Dearer(one)), "Redis is stopped, and the price changes between two reads: there is no copy anywhere, so the second one should give the new price.", rule: "goes-on");
        Expect(stopped.Unknown, Is.Null, $"Redis is stopped, and there is no product {missing}.", rule: "unknown");
    }));

Check("redis-is-full", points: 2, "answers when Redis refuses to take a copy", "reads-through", async () =>
{
    await using (var full = await Cache.FillAsync())
    {
        Expect(await GetAsync(one.Id), Is.EqualTo(one), "Redis is full: it answers that it has no copy, and takes none. The product is in the database.");
        for (var look = 0; look < 100 && full.Landed == 0; look++)
            await Task.Delay(50);
    }

    Expect(await GetAsync(two.Id), Is.EqualTo(two), "Redis has room again.");
});

Check("redis-is-frozen", points: 3, "does not wait for a Redis that never answers", "reads-through", async () =>
{
    await using (var frozen = Cache.Freeze())
    {
        var read = GetAsync(one.Id);
        // In many small waits: on a busy machine they grow as the answer's own do.
        for (var look = 0; look < 80 && !read.IsCompleted; look++)
            await Task.WhenAny(read, Task.Delay(50));
        for (var look = 0; look < 100 && frozen.Landed == 0; look++)
            await Task.Delay(50);
        Expect(read.IsCompleted, $"Redis takes every command and answers none. After four seconds GetProduct({one.Id}) was still waiting.", rule: "half-a-second");
        Expect(await read, Is.EqualTo(one), "Redis takes every command and answers none. The product is in the database.", rule: "goes-on");
    }
});

Check("database-errors-are-told", points: 2, "says when the database has failed", "reads-through", async () =>
{
    Expect(await GetAsync(two.Id), Is.EqualTo(two), "The database is there.", rule: "told");
    Db.Execute("alter table product rename to product_moved");
    await ExpectToldAsync("Redis is there, and has no copy", "what-is-caught");
    await using (await Cache.StopAsync())
        await ExpectToldAsync("Redis is stopped", "told");
});

async Task ExpectToldAsync(string while_, string rule)
{
    var failure = await Snippet.FailureAsync("GetProduct", one.Id);
    Expect(failure is not null && failure.Is("SqliteException"), $"{while_}, and the table is gone, so the database cannot answer. Its exception should reach the caller; {(failure is null ? "GetProduct said that all is well" : $"GetProduct threw {failure.Type}")}.", rule: rule);
}

Check("back-in-use", points: 2, "uses the cache again when Redis is back", "reads-through", async () =>
{
    await using (await Cache.StopAsync())
    {
        await Snippet.FailureAsync("GetProduct", one.Id);
        await Snippet.FailureAsync("GetProduct", two.Id);
    }

    Expect(await HasCopyAsync(), $"Redis was stopped, and has been back for ten seconds. GetProduct({one.Id}) was called again and again, and left no copy in Redis.");
    MakeDearer(one);
    Expect(await GetAsync(one.Id), Is.EqualTo(one), "Redis is back and has a copy, and the price changed in the database. The copy should be given.");
});
