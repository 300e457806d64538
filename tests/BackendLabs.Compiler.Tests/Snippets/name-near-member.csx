// expect: CS1061 line 2 "Did you mean CreateCommand?"
void F(SqliteConnection db) => db.CreatCommand();
