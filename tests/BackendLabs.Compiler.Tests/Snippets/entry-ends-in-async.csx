// expect: LAB021 line 4 "Rename GetProductAsync to GetProduct. It may sta"
// entry: Product? GetProduct(SqliteConnection db, IDatabase cache, int id)
// contract: public record Product(int Id, string Name);
async Task<Product?> GetProductAsync(SqliteConnection db, IDatabase cache, int id) => null;
