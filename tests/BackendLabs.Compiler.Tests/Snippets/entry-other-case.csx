// entry: Product Get(SqliteConnection db, IDatabase cache, int id)
// contract: public record Product(int Id);
// expect: LAB021 line 4 "upper and lower case count"
Product get(int id) => new(id);
