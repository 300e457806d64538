// fails: served-from-cache, fills-with-expiry, refills-after-a-loss
// breaks: copy-first, row, in-redis, ten-minutes
// Takes a dictionary of the process for a cache: it ends with the process, and nobody can empty it.
static readonly Dictionary<int, Product> known = new();

Product? GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    if (known.TryGetValue(id, out var copy))
        return copy;

    var product = Find(db, id);
    if (product != null)
        known[id] = product;
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
