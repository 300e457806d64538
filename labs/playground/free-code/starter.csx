// Nothing here is checked: change what you like, and run it.
// db is a fresh SQLite database (product, customer, purchase), cache an empty Redis server, each time anew.

async Task<object?> Run(SqliteConnection db, IDatabase cache)
{
    // What sells best? The database knows.
    var best = BestSellers(db, most: 3);
    foreach (var (name, pieces) in best)
        Console.WriteLine($"{name,-12} {pieces,3} sold");

    // Keep the answer in Redis for a minute, so that the next one need not ask.
    await cache.StringSetAsync("best-sellers", JsonSerializer.Serialize(best), TimeSpan.FromMinutes(1));

    // Redis has more than texts: a counter, a hash, a sorted set.
    await cache.StringIncrementAsync("views");
    await cache.HashSetAsync("session:k3x", [new HashEntry("user", "ada"), new HashEntry("basket", 2)]);
    foreach (var (name, pieces) in best)
        await cache.SortedSetAddAsync("sold", name, pieces);

    return best;
}

List<Sold> BestSellers(SqliteConnection db, int most)
{
    using var command = db.CreateCommand();
    command.CommandText = """
        select product.name, sum(purchase.pieces) as sold
        from purchase
        join product on product.id = purchase.product_id
        group by product.id
        order by sold desc, product.name
        limit $most
        """;
    command.Parameters.AddWithValue("$most", most);

    var found = new List<Sold>();
    using var reader = command.ExecuteReader();
    while (reader.Read())
        found.Add(new Sold(reader.GetString(0), reader.GetInt32(1)));
    return found;
}

record Sold(string Name, int Pieces);
