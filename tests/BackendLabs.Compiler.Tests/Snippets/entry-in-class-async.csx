// expect: LAB027 line 4 "Delete the line of class Repo with its { and its"
// entry: Product? GetProduct(SqliteConnection db, IDatabase cache, int id)
// contract: public record Product(int Id, string Name);
public class Repo { public async Task<Product?> GetProductAsync(SqliteConnection db, IDatabase cache, int id) => null; }
