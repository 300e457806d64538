// expect: runtime_error
// because: a using ended before the query was done
// words: connection is closed; given (db and cache)
object? Run(SqliteConnection db, IDatabase cache)
{
    using (db)
        Console.WriteLine("closed at the end of this block");
    using var command = db.CreateCommand();
    command.CommandText = "select 1";
    return command.ExecuteScalar();
}
