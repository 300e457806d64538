// expect: runtime_error
// because: the key is taken
// words: a row with this customer.id already
object? Run(SqliteConnection db, IDatabase cache)
{
    using var command = new SqliteCommand("insert into customer (id, name) values (1, 'Ada')", db);
    command.ExecuteNonQuery();
    return null;
}
