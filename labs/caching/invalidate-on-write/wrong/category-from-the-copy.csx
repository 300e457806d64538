// fails: lists-too
// breaks: both-methods
// Takes the category from the copy of the product, which may say where it was some minutes ago.
bool ChangePrice(SqliteConnection db, IDatabase cache, int id, int priceCents)
{
    using var command = db.CreateCommand();
    command.CommandText = "update product set price_cents = $price where id = $id";
    command.Parameters.AddWithValue("$price", priceCents);
    command.Parameters.AddWithValue("$id", id);
    if (command.ExecuteNonQuery() == 0)
        return false;

    var category = GetProduct(db, cache, id)!.Category;
    cache.KeyDelete([$"product:{id}", $"category:{category}"]);
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
