// Keeps the product's fields in a Redis hash. Fields and expiry are written together: either both are there or neither.
Product? GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    RedisKey key = "p" + id.ToString("x8", CultureInfo.InvariantCulture);
    var fields = cache.HashGetAll(key).ToDictionary(field => (string)field.Name!, field => field.Value);
    if (fields.Count > 0)
        return new Product(id, fields["name"]!, (int)fields["price"]);

    using var command = new SqliteCommand("select name, price_cents from product where id = @id limit 1", db);
    command.Parameters.Add("@id", SqliteType.Integer).Value = id;
    using var reader = command.ExecuteReader();
    if (!reader.Read())
        return null;

    var product = new Product(id, reader.GetString(0), reader.GetInt32(1));
    var together = cache.CreateTransaction();
    _ = together.HashSetAsync(key, [new HashEntry("name", product.Name), new HashEntry("price", product.PriceCents)]);
    _ = together.KeyExpireAsync(key, TimeSpan.FromSeconds(599));
    together.Execute();
    return product;
}
