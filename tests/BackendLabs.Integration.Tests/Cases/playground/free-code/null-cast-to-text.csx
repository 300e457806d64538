// expect: runtime_error
// because: NULL is DBNull
// words: the column is NULL in this row; IsDBNull
object? Run(SqliteConnection db, IDatabase cache)
{
    using var command = new SqliteCommand("select email from customer where name = 'Edsger'", db);
    return (string)command.ExecuteScalar()!;
}
