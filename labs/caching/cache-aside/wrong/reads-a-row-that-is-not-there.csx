// fails: reads-the-product
// breaks: unknown
// Takes the first row without asking whether there is one, and breaks where a product is unknown.
Product? GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    var copy = cache.StringGet($"product:{id}");
    if (!copy.IsNull)
        return JsonSerializer.Deserialize<Product>((string)copy!);

    using var command = db.CreateCommand();
    command.CommandText = "select id, name, price_cents from product where id = $id";
    command.Parameters.AddWithValue("$id", id);
    using var reader = command.ExecuteReader();
    reader.Read();
    var product = new Product(reader.GetInt32(0), reader.GetString(1), reader.GetInt32(2));
    cache.StringSet($"product:{id}", JsonSerializer.Serialize(product), TimeSpan.FromMinutes(10));
    return product;
}
