// fails: redis-is-frozen
// breaks: half-a-second
// Blocks until the library itself gives up, five seconds for each command.
Product? GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    var key = $"product:{id}";
    try
    {
        var copy = cache.StringGet(key);
        if (!copy.IsNull)
            return JsonSerializer.Deserialize<Product>((string)copy!);
    }
    catch (Exception error) when (error is RedisException or TimeoutException)
    {
        Console.WriteLine($"No copy of {key}: {error.Message}");
    }

    var product = Find(db, id);
    if (product is null)
        return null;

    try
    {
        cache.StringSet(key, JsonSerializer.Serialize(product), TimeSpan.FromMinutes(10));
    }
    catch (Exception error) when (error is RedisException or TimeoutException)
    {
        Console.WriteLine($"No copy of {key} left: {error.Message}");
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
