// expect: runtime_error
// because: a column may be NULL
// words: column 0 is NULL; IsDBNull(0)
object? Run(SqliteConnection db, IDatabase cache)
{
    using var command = new SqliteCommand("select email from customer where name = 'Edsger'", db);
    using var reader = command.ExecuteReader();
    reader.Read();
    return reader.GetString(0);
}
