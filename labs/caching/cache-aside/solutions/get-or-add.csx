// The pattern once, for any type: the caller says what the key is and how to load on a miss.
Task<Product?> GetProduct(SqliteConnection db, IDatabase cache, int id, CancellationToken cancellation) =>
    GetOrAddAsync(cache, $"shop/product/{id}", TimeSpan.FromMinutes(5), () => LoadAsync(db, id, cancellation));

async Task<T?> GetOrAddAsync<T>(IDatabase cache, RedisKey key, TimeSpan life, Func<Task<T?>> load)
    where T : class
{
    byte[]? copy = await cache.StringGetAsync(key);
    if (copy is not null)
        return JsonSerializer.Deserialize<T>(copy);

    if (await load() is not { } value)
        return null;
    await cache.StringSetAsync(key, JsonSerializer.SerializeToUtf8Bytes(value), life);
    return value;
}

async Task<Product?> LoadAsync(SqliteConnection db, int id, CancellationToken cancellation)
{
    await using var command = db.CreateCommand();
    command.CommandText = "select name, price_cents from product where id = $id";
    command.Parameters.AddWithValue("$id", id);
    await using var reader = await command.ExecuteReaderAsync(cancellation);
    return await reader.ReadAsync(cancellation)
        ? new Product(id, reader.GetString(0), reader.GetInt32(1))
        : null;
}
