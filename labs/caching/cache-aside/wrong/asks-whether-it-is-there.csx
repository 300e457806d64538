// fails: served-from-cache
// breaks: copy-first
// Asks the database first whether there is such a product. The cache saves nothing: each read is a question to the database.
Product? GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    using var there = db.CreateCommand();
    there.CommandText = "select count(*) from product where id = $id";
    there.Parameters.AddWithValue("$id", id);
    if ((long)there.ExecuteScalar()! == 0)
        return null;

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
