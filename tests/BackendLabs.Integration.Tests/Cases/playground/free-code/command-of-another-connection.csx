// expect: runtime_error
// because: transaction and command belong together
// words: on another connection; on the same one
object? Run(SqliteConnection db, IDatabase cache)
{
    using var other = new SqliteConnection(db.ConnectionString);
    other.Open();
    using var transaction = other.BeginTransaction();
    using var command = new SqliteCommand("select 1", db, transaction);
    return command.ExecuteScalar();
}
