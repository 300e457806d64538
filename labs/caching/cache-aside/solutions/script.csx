// Looking and leaving a copy are scripts, which Redis runs in one piece; the row is found by LINQ.
async Task<Product?> GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    RedisKey key = $"product:{id}";
    var copy = (string?)await cache.ScriptEvaluateAsync("return redis.call('GET', KEYS[1])", [key]);
    if (copy is not null)
        return JsonSerializer.Deserialize<Product>(copy);

    var product = db.Products(id).SingleOrDefault();
    if (product is not null)
        await cache.ScriptEvaluateAsync("redis.call('SET', KEYS[1], ARGV[1]) redis.call('EXPIRE', KEYS[1], 600)", [key], [JsonSerializer.Serialize(product)]);
    return product;
}

static class Shop
{
    public static IEnumerable<Product> Products(this SqliteConnection db, int id)
    {
        using var command = db.CreateCommand();
        command.CommandText = "select name, price_cents from product where id = $id";
        command.Parameters.AddWithValue("$id", id);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return new Product(id, reader.GetString(0), reader.GetInt32(1));
    }
}
