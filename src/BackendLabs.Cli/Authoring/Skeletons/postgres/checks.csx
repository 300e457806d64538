int id = 0;
int other = 0;
int amount = 0;

Given(async seed =>
{
    other = seed.Int(1, 4_999);
    id = seed.Int(5_000, 9_999);
    amount = seed.Int(10, 900);
    await Postgres.InsertAsync("item", new { id = other, amount });
    await Postgres.InsertAsync("item", new { id, amount });
});

Task<int> AmountAsync(int of) => Postgres.ScalarAsync<int>("select amount from item where id = @of", new { of });

Check("takes-one", points: 1, "takes one piece of this item and of no other", async () =>
{
    Expect(await Snippet.CallAsync<bool>("Take", id), Is.True, $"There are {amount} pieces of item {id}.");
    Expect(await AmountAsync(id), Is.EqualTo(amount - 1), $"Of {amount} pieces of item {id} one was taken.");
    Expect(await AmountAsync(other), Is.EqualTo(amount), $"Nobody took anything of item {other}.");
});

Check("stops-at-none", points: 1, "gives false where none is left", "takes-one", async () =>
{
    await Postgres.ExecuteAsync("update item set amount = 1 where id = @id", new { id });
    Expect(await Snippet.CallAsync<bool>("Take", id), Is.True, $"There was one last piece of item {id}.");
    Expect(await Snippet.CallAsync<bool>("Take", id), Is.False, $"The last piece of item {id} was taken before.");
    Expect(await AmountAsync(id), Is.EqualTo(0), $"A shelf cannot hold less than nothing of item {id}.");
});
