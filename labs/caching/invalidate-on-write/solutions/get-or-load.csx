// The reading once, for both kinds of copies; the change in a transaction, and the copies go when it is committed.
async Task<bool> ChangePrice(SqliteConnection db, IDatabase cache, int id, int priceCents)
{
    string? category;
    using (var transaction = db.BeginTransaction())
    {
        category = (string?)await Command(db, "select category from product where id = $value", id, transaction).ExecuteScalarAsync();
        if (category is null)
            return false;
        var update = Command(db, "update product set price_cents = $price where id = $value", id, transaction);
        update.Parameters.AddWithValue("$price", priceCents);
        await update.ExecuteNonQueryAsync();
        transaction.Commit();
    }

    await Task.WhenAll(cache.KeyDeleteAsync($"product:{id}"), cache.KeyDeleteAsync($"category:{category}"));
    return true;
}

Task<Product?> GetProduct(SqliteConnection db, IDatabase cache, int id) => GetOrLoadAsync(cache, $"product:{id}", async () =>
{
    var found = await LoadAsync(Command(db, "select id, name, category, price_cents from product where id = $value", id));
    return found.Count == 0 ? null : found[0];
});

async Task<List<Product>> InCategory(SqliteConnection db, IDatabase cache, string category) =>
    (await GetOrLoadAsync(cache, $"category:{category}", async () =>
        (List<Product>?)await LoadAsync(Command(db, "select id, name, category, price_cents from product where category = $value order by name", category))))!;

async Task<T?> GetOrLoadAsync<T>(IDatabase cache, RedisKey key, Func<Task<T?>> load)
    where T : class
{
    string? copy = await cache.StringGetAsync(key);
    if (copy is not null)
        return JsonSerializer.Deserialize<T>(copy);
    var value = await load();
    if (value is not null)
        await cache.StringSetAsync(key, JsonSerializer.Serialize(value), TimeSpan.FromMinutes(10));
    return value;
}

async Task<List<Product>> LoadAsync(SqliteCommand command)
{
    List<Product> products = [];
    await using var reader = await command.ExecuteReaderAsync();
    while (await reader.ReadAsync())
        products.Add(new(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3)));
    return products;
}

SqliteCommand Command(SqliteConnection db, string sql, object value, SqliteTransaction? transaction = null)
{
    var command = new SqliteCommand(sql, db, transaction);
    command.Parameters.AddWithValue("$value", value);
    return command;
}
