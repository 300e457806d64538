int id = 0;
int stock = 0;
string key = "";

Given(seed =>
{
    id = seed.Int(10, 99);
    stock = seed.Int(3, 9);
    key = $"stock:{id}";
});

Task<bool> BuyAsync(SnippetCalls client) => client.CallAsync<bool>("Buy", id);

Check("sells-while-there-is-stock", points: 1, "sells a piece and takes it off the stock", async () =>
{
    await Cache.SetAsync(key, $"{stock}");
    await Cache.SetAsync($"stock:{id}0", "5");
    for (var sold = 1; sold <= 2; sold++)
    {
        Expect(await BuyAsync(Snippet), Is.True, $"There were {stock - sold + 1} pieces left under {key}.", rule: "key");
        Expect(await Cache.GetAsync(key), Is.EqualTo($"{stock - sold}"), $"{stock} pieces, {sold} sold: what is left under {key}.", rule: "takes-one");
    }

    Expect(await Cache.GetAsync($"stock:{id}0"), Is.EqualTo("5"), "Another product's stock changed.", rule: "key");
});

Check("stays-at-zero", points: 1, "sells nothing where nothing is left, and goes on when there is something again", "sells-while-there-is-stock", async () =>
{
    await Cache.SetAsync(key, "1");
    Expect(await BuyAsync(Snippet), Is.True, "One piece was left.", rule: "refuses");
    Expect(await BuyAsync(Snippet), Is.False, "None was left.", rule: "refuses");
    Expect(await Cache.GetAsync(key), Is.EqualTo("0").Or.Null, "The stock after the last piece was sold and somebody else asked for one.", rule: "refuses");
    var unknown = id + 100;
    Expect(await Snippet.CallAsync<bool>("Buy", unknown), Is.False, "Nobody knows this product.", rule: "refuses");
    Expect(await Cache.GetAsync($"stock:{unknown}"), Is.EqualTo("0").Or.Null, $"Somebody asked for product {unknown}, which nobody knows: what stands under stock:{unknown}.", rule: "refuses");

    // Who was refused has let go of everything, and remembers nothing.
    foreach (var product in new[] { id, unknown })
    {
        await Cache.SetAsync($"stock:{product}", $"{stock}");
        var next = Snippet.CallAsync<bool>("Buy", product);
        await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(8)));
        Expect(next.IsCompleted, $"A customer was told that there is no piece of product {product}. Then {stock} pieces came in, and after eight seconds the next customer is still waiting.", rule: "nothing-behind");
        Expect(await next, Is.True, $"A customer was told that there is no piece of product {product}. Then {stock} pieces came in, and the next customer was sent away.", rule: "nobody-sent-away");
        Expect(await Cache.GetAsync($"stock:{product}"), Is.EqualTo($"{stock - 1}"), $"{stock} pieces came in and one was sold: what is left under stock:{product}.", rule: "refuses");
    }
});

Check("last-piece-once", points: 3, "sells the last piece to one of two customers", ["sells-while-there-is-stock", "stays-at-zero"], async () =>
{
    bool first = false, second = false;
    await InterleaveAsync(
        before: () => Cache.SetAsync(key, "1"),
        holds: async () =>
        {
            Expect(first ^ second, $"Two customers came for the last piece. It was sold {(first && second ? "twice" : "to nobody")}.");
            Expect(await Cache.GetAsync(key), Is.EqualTo("0").Or.Null, $"Two customers came for the last piece, and one got it. What is left under {key}:");
        },
        async client => first = await BuyAsync(client),
        async client => second = await BuyAsync(client));
});

Check("counts-every-sale", points: 3, "sells to both of two customers, and counts both", ["sells-while-there-is-stock", "stays-at-zero"], async () =>
{
    bool first = false, second = false;
    await InterleaveAsync(
        before: () => Cache.SetAsync(key, $"{stock}"),
        holds: async () =>
        {
            Expect(first && second, $"There were {stock} pieces for two customers, and one of them was sent away.", rule: "nobody-sent-away");
            Expect(await Cache.GetAsync(key), Is.EqualTo($"{stock - 2}"), $"{stock} pieces, two sold: what is left under {key}.", rule: "as-many-as-sold");
        },
        async client => first = await BuyAsync(client),
        async client => second = await BuyAsync(client));
});

Check("never-gives-up", points: 2, "sells to a customer who was overtaken again and again", "counts-every-sale", async () =>
{
    const int Rounds = 25;
    var pieces = Rounds + 10 + stock;
    await Cache.SetAsync(key, $"{pieces}");
    var clients = await Snippet.ClientsAsync(2);
    var hold = Cache.HoldBeforeWrite(key, by: 1);
    var slow = BuyAsync(clients[0]);
    await hold.ReachedAsync(slow);
    var sold = 0;
    for (var round = 0; round < Rounds && !slow.IsCompleted; round++)
    {
        // Before the slow one may write, a quick one buys. Where the quick one waits for the slow one's lock, nobody is overtaken.
        var quick = BuyAsync(clients[1]);
        await Task.WhenAny(quick, Task.Delay(TimeSpan.FromSeconds(2)));
        var next = Cache.HoldBeforeWrite(key, by: 1);
        hold.Release();
        hold = next;
        for (var look = 0; look < 1_000 && !slow.IsCompleted && !hold.IsReached; look++)
            await Task.WhenAny(slow, Task.Delay(5));
        if (!quick.IsCompleted)
            await Task.WhenAny(slow, quick);
        Expect(await quick, Is.True, $"The quick customer: there were {pieces - sold} pieces left.");
        sold++;
    }

    // The last hold is for one more purchase of the slow customer's server, where the slow one itself has not come to it.
    var last = hold.IsReached ? null : BuyAsync(clients[0]);
    if (last is not null)
        await hold.ReachedAsync(last);
    hold.Release();
    Expect(await slow, Is.True, $"{sold} times somebody else was quicker. There were {pieces - sold} pieces left, and the customer was sent away.");
    Expect(last is null || await last, $"The next customer of the same server: there were {pieces - sold - 1} pieces left.");
    var all = sold + (last is null ? 1 : 2);
    Expect(await Cache.GetAsync(key), Is.EqualTo($"{pieces - all}"), $"{pieces} pieces, {all} sold: what is left under {key}.");
});
