// expect: runtime_error
// because: the value is a text
// words: is no int
object? Run(SqliteConnection db, IDatabase cache)
{
    cache.StringSet("n", "many");
    return (int)cache.StringGet("n");
}
