int id = 0;
string name = "";
string copy = "";

Given(seed =>
{
    id = seed.Int(1_000, 9_999);
    name = seed.Name() + " " + seed.Token(6);
    copy = seed.Name() + " " + seed.Token(6);
    Db.Insert("person", new { id = id - 1, name = seed.Name() });
    Db.Insert("person", new { id, name });
});

Task<string?> NameOfAsync() => Snippet.CallAsync<string>("NameOf", id);

Check("copy-first", points: 1, "gives the copy that is in Redis", async () =>
{
    await Cache.SetAsync($"name:{id}", copy);
    Expect(await NameOfAsync(), Is.EqualTo(copy), $"Under the key \"name:{id}\" is a copy, which differs from the row in the database.");
});

Check("database-next", points: 1, "asks the database where there is no copy", async () =>
    Expect(await NameOfAsync(), Is.EqualTo(name), $"There is no key \"name:{id}\" in Redis, and a row {id} in the database."));

Check("redis-is-down", points: 2, "answers from the database while Redis is down", "database-next", async () =>
{
    // A fault lasts until it is lifted, here at the end of the block. One that nobody met fails its check.
    await using (var down = await Cache.StopAsync())
        Expect(await NameOfAsync(), Is.EqualTo(name), $"Redis is down, and the row {id} is in the database.");
});
