// The table: product (id, name, price_cents).   record Product(int Id, string Name, int PriceCents) is given.
// A copy lives for ten minutes. Redis has half a second for an answer.

async Task<Product?> GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    // 1. Is there a copy? If Redis cannot say so, go on as if there were none.

    // 2. Find(db, id) asks the database. What goes wrong there, the caller has to hear.

    // 3. Leave a copy. If Redis does not take it, the product is still the right answer.

    await Task.CompletedTask;
    return null;
}

Product? Find(SqliteConnection db, int id)
{
    using var command = db.CreateCommand();
    command.CommandText = "select id, name, price_cents from product where id = $id";
    command.Parameters.AddWithValue("$id", id);
    using var reader = command.ExecuteReader();
    return reader.Read() ? new Product(reader.GetInt32(0), reader.GetString(1), reader.GetInt32(2)) : null;
}
