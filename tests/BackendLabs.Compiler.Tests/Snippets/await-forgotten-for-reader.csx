// expect: CS1061 line 8 "Write await command.ExecuteReaderAsync()."
// entry: Product? GetProduct(SqliteConnection db, IDatabase cache, int id)
// contract: public record Product(int Id, string Name);
async Task<Product?> GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    using var command = db.CreateCommand();
    command.CommandText = "select id, name from product";
    using var reader = command.ExecuteReaderAsync();
    if (!reader.Read()) return null;
    return new Product(reader.GetInt32(0), reader.GetString(1));
}
