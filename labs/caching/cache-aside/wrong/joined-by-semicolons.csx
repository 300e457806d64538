// fails: served-from-cache, keeps-products-apart
// breaks: the-same, key
// Writes the fields into one text with semicolons between them. A name may have a semicolon in it.
Product? GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    var copy = (string?)cache.StringGet($"product:{id}");
    if (copy != null)
    {
        var fields = copy.Split(';');
        return new Product(id, fields[0], int.TryParse(fields[1], out var cents) ? cents : 0);
    }

    var product = Find(db, id);
    if (product != null)
        cache.StringSet($"product:{id}", $"{product.Name};{product.PriceCents}", TimeSpan.FromMinutes(10));
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
