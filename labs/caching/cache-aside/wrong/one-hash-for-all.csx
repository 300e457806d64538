// fails: a-hit-does-not-prolong
// breaks: ten-minutes
// Keeps all products in one hash, which has one end. Each new copy gives all the others ten minutes more.
Product? GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    var copy = cache.HashGet("products", id);
    if (!copy.IsNull)
        return JsonSerializer.Deserialize<Product>((string)copy!);

    var product = Find(db, id);
    if (product == null)
        return null;
    var together = cache.CreateTransaction();
    _ = together.HashSetAsync("products", id, JsonSerializer.Serialize(product));
    _ = together.KeyExpireAsync("products", TimeSpan.FromMinutes(10));
    together.Execute();
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
