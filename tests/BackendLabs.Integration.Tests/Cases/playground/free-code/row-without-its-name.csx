// expect: runtime_error
// because: the column wants a value
// words: customer.name must have a value
object? Run(SqliteConnection db, IDatabase cache)
{
    using var command = new SqliteCommand("insert into customer (email) values ('a@example.org')", db);
    command.ExecuteNonQuery();
    return null;
}
