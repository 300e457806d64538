// entry: Product Get(SqliteConnection db, IDatabase cache, int id)
// contract: public record Product(int Id);
// expect: LAB023 line 4 "without <T>"
T Get<T>(int id) => throw new Exception();
