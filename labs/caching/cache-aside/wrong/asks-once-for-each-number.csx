// fails: a-hit-does-not-prolong, refills-after-a-loss, missing-is-not-remembered
// breaks: ten-minutes, may-be-empty, not-remembered
// Asks the database once for each number, and takes an empty cache for an unknown product from then on.
static readonly HashSet<int> asked = new();

Product? GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    var copy = cache.StringGet($"product:{id}");
    if (!copy.IsNull)
        return JsonSerializer.Deserialize<Product>((string)copy!);

    if (!asked.Add(id))
        return null;

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
