// expect: runtime_error
// because: each column needs a value
// words: names 2 columns and gives 1 values
object? Run(SqliteConnection db, IDatabase cache)
{
    using var command = new SqliteCommand("insert into customer (name, email) values ('Ada')", db);
    command.ExecuteNonQuery();
    return null;
}
