// Who is first, Redis or the clock? Looking and leaving a copy are scripts.
async Task<Product?> GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    RedisKey key = $"products/{id}";
    var copy = await cache.OrNothingAsync("return redis.call('GET', KEYS[1])", key);
    if (copy is { IsNull: false })
        return JsonSerializer.Deserialize<Product>((string)copy!);

    if (Find(db, id) is not { } product)
        return null;
    await cache.OrNothingAsync("redis.call('SET', KEYS[1], ARGV[1], 'EX', 600)", key, JsonSerializer.Serialize(product));
    return product;
}

static class Patience
{
    public static async Task<RedisResult?> OrNothingAsync(this IDatabase cache, string script, RedisKey key, params RedisValue[] values)
    {
        try
        {
            var asked = cache.ScriptEvaluateAsync(script, [key], values);
            var first = await Task.WhenAny(asked, Task.Delay(TimeSpan.FromMilliseconds(450)));
            return first == asked ? await asked : null;
        }
        catch (RedisException)
        {
            return null;
        }
        catch (TimeoutException)
        {
            return null;
        }
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
