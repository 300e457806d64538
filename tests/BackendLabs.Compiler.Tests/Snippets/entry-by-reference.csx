// entry: Product Get(SqliteConnection db, IDatabase cache, int id)
// contract: public record Product(int Id);
// expect: LAB024 line 4 "passed by ref"
Product Get(ref int id) => new(1);
