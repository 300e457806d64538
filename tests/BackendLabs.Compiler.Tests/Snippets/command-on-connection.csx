// expect: CS1061 line 2 "db.CreateCommand()"
void F(SqliteConnection db) => db.ExecuteReader();
