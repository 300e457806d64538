// One script removes both copies. The category is read and the price written in one transaction of the database.
async Task<bool> ChangePrice(SqliteConnection db, IDatabase cache, int id, int priceCents)
{
    string? category;
    await using (var transaction = await db.BeginTransactionAsync())
    {
        await using var update = db.CreateCommand();
        update.CommandText = "update product set price_cents = $price where id = $id; select category from product where id = $id";
        update.Parameters.AddWithValue("$price", priceCents);
        update.Parameters.AddWithValue("$id", id);
        category = (string?)await update.ExecuteScalarAsync();
        await transaction.CommitAsync();
    }

    if (category is null)
        return false;
    await cache.ScriptEvaluateAsync("return redis.call('UNLINK', KEYS[1], KEYS[2])", [$"product:{id}", $"category:{category}"]);
    return true;
}

Product? GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    var copy = cache.StringGet($"product:{id}");
    if (!copy.IsNull)
        return JsonSerializer.Deserialize<Product>((string)copy!);

    using var command = db.CreateCommand();
    command.CommandText = "select id, name, category, price_cents from product where id = $id";
    command.Parameters.AddWithValue("$id", id);
    var product = Read(command).FirstOrDefault();
    if (product is not null)
        cache.StringSet($"product:{id}", JsonSerializer.Serialize(product), TimeSpan.FromMinutes(10));
    return product;
}

List<Product> InCategory(SqliteConnection db, IDatabase cache, string category)
{
    var copy = cache.StringGet($"category:{category}");
    if (!copy.IsNull)
        return JsonSerializer.Deserialize<List<Product>>((string)copy!)!;

    using var command = db.CreateCommand();
    command.CommandText = "select id, name, category, price_cents from product where category = $category order by name";
    command.Parameters.AddWithValue("$category", category);
    var products = Read(command);
    cache.StringSet($"category:{category}", JsonSerializer.Serialize(products), TimeSpan.FromMinutes(10));
    return products;
}

List<Product> Read(SqliteCommand command)
{
    var products = new List<Product>();
    using var reader = command.ExecuteReader();
    while (reader.Read())
        products.Add(new Product(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3)));
    return products;
}
