// fails: redis-stopped
// breaks: goes-on
// Keeps the last answers in the process, for the time without Redis. They are as old as Redis has been away.
static readonly System.Collections.Concurrent.ConcurrentDictionary<int, Product> last = new();

async Task<Product?> GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    var key = $"product:{id}";
    var isDown = !await AskAsync(async () => await cache.PingAsync() > TimeSpan.Zero);
    var copy = await AskAsync(() => cache.StringGetAsync(key));
    if (!copy.IsNull)
        return JsonSerializer.Deserialize<Product>((string)copy!);

    if (isDown && last.TryGetValue(id, out var known))
        return known;
    var product = Find(db, id);
    if (product is not null)
        last[id] = product;
    if (product is not null)
        _ = AskAsync(() => cache.StringSetAsync(key, JsonSerializer.Serialize(product), TimeSpan.FromMinutes(10)));   // the answer need not wait for its copy
    return product;
}

// What Redis says within half a second; nothing where it throws or is silent.
async Task<T?> AskAsync<T>(Func<Task<T>> ask)
{
    try
    {
        return await ask().WaitAsync(TimeSpan.FromSeconds(0.5));
    }
    catch (Exception error) when (error is RedisException or TimeoutException)
    {
        Console.WriteLine($"Without Redis: {error.Message}");
        return default;
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
