// expect: runtime_error
// because: SET takes a value
// words: too many or too few arguments
object? Run(SqliteConnection db, IDatabase cache)
{
    return (string?)cache.Execute("SET", "key");
}
