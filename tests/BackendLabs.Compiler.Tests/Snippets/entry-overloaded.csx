// entry: Product Get(SqliteConnection db, IDatabase cache, int id)
// contract: public record Product(int Id);
// expect: LAB022 line 5 "2 methods named Get"
Product Get(int id) => new(id);
Product Get(string id) => new(1);
