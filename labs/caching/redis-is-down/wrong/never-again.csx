// fails: back-in-use
// breaks: back
// Remembers that Redis was down, and never asks it again until somebody restarts the program.
static bool isDown;

async Task<Product?> GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    if (isDown)
        return Find(db, id);

    var key = $"product:{id}";
    try
    {
        var copy = await cache.StringGetAsync(key).WaitAsync(TimeSpan.FromSeconds(0.5));
        if (!copy.IsNull)
            return JsonSerializer.Deserialize<Product>((string)copy!);
    }
    catch (Exception error) when (error is RedisException or TimeoutException)
    {
        isDown = true;
    }

    var product = Find(db, id);
    if (product is null)
        return null;

    try
    {
        await cache.StringSetAsync(key, JsonSerializer.Serialize(product), TimeSpan.FromMinutes(10)).WaitAsync(TimeSpan.FromSeconds(0.5));
    }
    catch (Exception error) when (error is RedisException or TimeoutException)
    {
        isDown = true;
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
