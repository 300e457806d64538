// expect: runtime_error
// because: Execute takes Redis's own words
// words: cannot read the command's arguments
object? Run(SqliteConnection db, IDatabase cache)
{
    return (string?)cache.Execute("SET", "key", "value", "SECONDS", 5);
}
