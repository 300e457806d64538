// expect: nothing
// entry: Task<object?> Run(SqliteConnection db, IDatabase cache)
int Run(SqliteConnection db, IDatabase cache) => 1;
