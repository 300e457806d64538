// expect: CS1061 line 2 "Dapper is not part"
void F(SqliteConnection db) => db.Query<int>("select 1");
