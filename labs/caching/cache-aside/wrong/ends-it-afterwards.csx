// fails: never-without-an-end
// breaks: has-an-end
// Leaves the copy with one command and says when it ends with a second one. Who dies in between leaves a price for ever.
Product? GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    var copy = cache.StringGet($"product:{id}");
    if (!copy.IsNull)
        return JsonSerializer.Deserialize<Product>((string)copy!);

    var product = Find(db, id);
    if (product == null)
        return null;
    cache.StringSet($"product:{id}", JsonSerializer.Serialize(product));
    cache.KeyExpire($"product:{id}", TimeSpan.FromMinutes(10));
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
