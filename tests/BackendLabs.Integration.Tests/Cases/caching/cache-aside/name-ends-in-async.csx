// expect: compile_error
// because: GetProductAsync stands there
// says: rename GetProductAsync to GetProduct
// words: Rename GetProductAsync to GetProduct
async Task<Product?> GetProductAsync(SqliteConnection db, IDatabase cache, int id) => null;
