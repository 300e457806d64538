// fails: redis-stopped, redis-is-full, redis-is-frozen, database-errors-are-told
// breaks: goes-on, half-a-second, told
// Answers that there is no such product when Redis is down.
async Task<Product?> GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    try
    {
        var key = $"product:{id}";
        var copy = await cache.StringGetAsync(key).WaitAsync(TimeSpan.FromSeconds(0.5));
        if (!copy.IsNull)
            return JsonSerializer.Deserialize<Product>((string)copy!);

        var product = Find(db, id);
        if (product is not null)
            await cache.StringSetAsync(key, JsonSerializer.Serialize(product), TimeSpan.FromMinutes(10)).WaitAsync(TimeSpan.FromSeconds(0.5));
        return product;
    }
    catch (Exception error) when (error is RedisException or TimeoutException)
    {
        return null;
    }
}

Product? Find(SqliteConnection db, int id)
{
    using var command = db.CreateCommand();
    command.CommandText = "select id, name, price_cents from product where id = $id";
    command.Parameters.AddWithValue("$id", id);
    using var reader = command.ExecuteReader();
    return reader.Read() ? new Product(reader.GetInt32(0), reader.GetString(1), reader.GetInt32(2)) : null;
}
