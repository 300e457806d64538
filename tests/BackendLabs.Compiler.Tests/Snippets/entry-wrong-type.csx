// entry: Product Get(SqliteConnection db, IDatabase cache, int id)
// contract: public record Product(int Id);
// expect: LAB024 line 4 "Change string id to int id"
Product Get(SqliteConnection db, string id) => new(1);
