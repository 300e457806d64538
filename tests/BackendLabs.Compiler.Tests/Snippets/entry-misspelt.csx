// entry: Product Get(SqliteConnection db, IDatabase cache, int id)
// contract: public record Product(int Id);
// expect: LAB021 line 4 "Rename Gte to Get"
Product Gte(int id) => new(id);
