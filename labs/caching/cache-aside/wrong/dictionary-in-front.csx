// fails: a-hit-does-not-prolong, refills-after-a-loss
// breaks: ten-minutes, in-redis
// Keeps a second copy in a dictionary of the process, which has no end and is not emptied with Redis.
static readonly Dictionary<int, Product> known = new();

Product? GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    if (known.TryGetValue(id, out var here))
        return here;
    if (FromRedis(db, cache, id) is not { } product)
        return null;
    known[id] = product;
    return product;
}

Product? FromRedis(SqliteConnection db, IDatabase cache, int id)
{
    var copy = cache.StringGet($"product:{id}");
    if (!copy.IsNull)
        return JsonSerializer.Deserialize<Product>((string)copy!);

    var product = Find(db, id);
    if (product != null)
        cache.StringSet($"product:{id}", JsonSerializer.Serialize(product), TimeSpan.FromMinutes(10));
    return product;
}

Product? Find(SqliteConnection db, int id)
{
    using var command = db.CreateCommand();
    command.CommandText = "select id, name, price_cents from product where id = $id";
    command.Parameters.AddWithValue("$id", id);
    using var reader = command.ExecuteReader();
    return reader.Read() ? new Product(reader.GetInt32(0), reader.GetString(1), reader.GetInt32(2)) : null;
}
