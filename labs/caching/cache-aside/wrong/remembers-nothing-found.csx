// fails: missing-is-not-remembered
// breaks: not-remembered
// Stores the answer "there is none" as well, and goes on giving it when the product has been added.
Product? GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    var copy = cache.StringGet($"product:{id}");
    if (!copy.IsNull)
        return JsonSerializer.Deserialize<Product>((string)copy!);

    var product = Find(db, id);
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
