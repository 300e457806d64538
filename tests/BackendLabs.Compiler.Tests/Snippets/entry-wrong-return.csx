// entry: Product Get(SqliteConnection db, IDatabase cache, int id)
// contract: public record Product(int Id);
// expect: LAB025 line 4 "Return Product, or async Task<Product>"
string Get(int id) => "";
