// expect: runtime_error
// because: the value is no number
// words: no whole number
object? Run(SqliteConnection db, IDatabase cache)
{
    cache.StringSet("n", "many");
    return cache.StringIncrement("n");
}
