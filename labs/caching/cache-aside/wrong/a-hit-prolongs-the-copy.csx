// fails: a-hit-does-not-prolong
// breaks: ten-minutes
// Gives the copy ten minutes more whenever it is read. The copy of a popular product never ends.
Product? GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    var key = $"product:{id}";
    var copy = cache.StringGet(key);
    if (!copy.IsNull)
    {
        cache.KeyExpire(key, TimeSpan.FromMinutes(10));
        return JsonSerializer.Deserialize<Product>((string)copy!);
    }

    var product = Find(db, id);
    if (product != null)
        cache.StringSet(key, JsonSerializer.Serialize(product), TimeSpan.FromMinutes(10));
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
