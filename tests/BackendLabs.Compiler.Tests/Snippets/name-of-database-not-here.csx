// services: redis
// expect: CS0246 line 3 "This lab has no database"
string F(SqliteConnection db) => "";
