// entry: Product Get(SqliteConnection db, IDatabase cache, int id)
// contract: public record Product(int Id);
// expect: LAB024 line 4 "1 parameter missing: int id"
Product Get(SqliteConnection db) => new(1);
