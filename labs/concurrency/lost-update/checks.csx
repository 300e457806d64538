int id = 0;
int stock = 0;
string key = "";

Given(seed =>
{
    id = seed.Int(10, 99);
    stock = seed.Int(3, 9);
    key = $"stock:{id}";
});

Check("sells-while-there-is-stock", points: 1, "sells a piece and takes it off the stock", async () =>
{
    await Cache.SetAsync(key, $"{stock}");
    await Cache.SetAsync($"stock:{id}0", "5");
    for (var sold = 1; sold <= 2; sold++)
    {
        Expect(await Snippet.CallAsync<bool>("Buy", id), Is.True, $"There were {stock - sold + 1} pieces left.");
        Expect(await Cache.GetAsync(key), Is.EqualTo($"{stock - sold}"), $"{stock} pieces, {sold} sold: what is left under {key}.");
    }

    Expect(await Cache.GetAsync($"stock:{id}0"), Is.EqualTo("5"), "Another product's stock changed.");
});

Check("stays-at-zero", points: 1, "sells nothing where nothing is left", "sells-while-there-is-stock", async () =>
{
    await Cache.SetAsync(key, "1");
    Expect(await Snippet.CallAsync<bool>("Buy", id), Is.True, "One piece was left.");
    Expect(await Snippet.CallAsync<bool>("Buy", id), Is.False, "None was left.");
    Expect(await Cache.GetAsync(key), Is.EqualTo("0"), "The stock after the last piece was sold and somebody else asked for one.");
    Expect(await Snippet.CallAsync<bool>("Buy", id + 100), Is.False, "Nobody knows this product.");
});

Check("last-piece-once", points: 3, "sells the last piece to one of two customers", "sells-while-there-is-stock", async () =>
{
    bool first = false, second = false;
    await InterleaveAsync(
        before: () => Cache.SetAsync(key, "1"),
        holds: () => Expect(first ^ second, $"Two customers came for the last piece. It was sold {(first && second ? "twice" : "to nobody")}."),
        async client => first = await client.CallAsync<bool>("Buy", id),
        async client => second = await client.CallAsync<bool>("Buy", id));
});

Check("counts-every-sale", points: 3, "sells to both of two customers, and counts both", "sells-while-there-is-stock", async () =>
{
    bool first = false, second = false;
    await InterleaveAsync(
        before: () => Cache.SetAsync(key, $"{stock}"),
        holds: async () =>
        {
            Expect(first && second, $"There were {stock} pieces for two customers, and one of them was sent away.");
            Expect(await Cache.GetAsync(key), Is.EqualTo($"{stock - 2}"), $"{stock} pieces, two sold: what is left under {key}.");
        },
        async client => first = await client.CallAsync<bool>("Buy", id),
        async client => second = await client.CallAsync<bool>("Buy", id));
});
