// entry: Product Get(SqliteConnection db, IDatabase cache, int id)
// contract: public record Product(int Id);
// expect: LAB020 line 1 "Write one: Product Get(SqliteConnection db, IDatabase cache, int id)"
int Other() => 1;
