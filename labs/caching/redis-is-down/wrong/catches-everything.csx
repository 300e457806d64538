// fails: database-errors-are-told
// breaks: what-is-caught
// Catches everything that may go wrong, the database as well: a broken table looks like a product that is not there.
async Task<Product?> GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    var key = $"product:{id}";
    Product? product = null;
    try
    {
        var copy = await cache.StringGetAsync(key).WaitAsync(TimeSpan.FromSeconds(0.5));
        if (!copy.IsNull)
            return JsonSerializer.Deserialize<Product>((string)copy!);
    }
    catch (Exception)
    {
        // Redis is down.
    }

    try
    {
        product = Find(db, id);
        if (product is not null)
            await cache.StringSetAsync(key, JsonSerializer.Serialize(product), TimeSpan.FromMinutes(10)).WaitAsync(TimeSpan.FromSeconds(0.5));
    }
    catch (Exception)
    {
        // Redis is down.
    }

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
