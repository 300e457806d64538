// The copy ends at a moment of the clock that the method is given, and an old one is removed before.
async Task<Product?> GetProduct(SqliteConnection db, IDatabase cache, TimeProvider clock, int id)
{
    var key = (RedisKey)"products:" + id.ToString(CultureInfo.InvariantCulture);
    var copy = await cache.StringGetAsync(key);
    if (copy.HasValue)
        return JsonSerializer.Deserialize<Product>(copy.ToString());

    await using var command = db.CreateCommand();
    command.CommandText = "select json_object('Id', id, 'Name', name, 'PriceCents', price_cents) from product where id = $id";
    command.Parameters.AddWithValue("$id", id);
    if (await command.ExecuteScalarAsync() is not string json)
        return null;

    await cache.KeyDeleteAsync(key);
    await cache.StringSetAsync(key, json, new Expiration(clock.GetUtcNow().UtcDateTime.AddMinutes(10)));
    return JsonSerializer.Deserialize<Product>(json);
}
