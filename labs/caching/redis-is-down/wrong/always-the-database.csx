// fails: reads-through
// breaks: reads-through
// Leaves Redis out altogether: it never fails, and never helps.
Product? GetProduct(SqliteConnection db, IDatabase cache, int id) => Find(db, id);

Product? Find(SqliteConnection db, int id)
{
    using var command = db.CreateCommand();
    command.CommandText = "select id, name, price_cents from product where id = $id";
    command.Parameters.AddWithValue("$id", id);
    using var reader = command.ExecuteReader();
    return reader.Read() ? new Product(reader.GetInt32(0), reader.GetString(1), reader.GetInt32(2)) : null;
}
