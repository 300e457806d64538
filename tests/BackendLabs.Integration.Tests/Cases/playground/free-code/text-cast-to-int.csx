// expect: runtime_error
// because: the value is a text
// words: is no long; as a text first
object? Run(SqliteConnection db, IDatabase cache)
{
    cache.StringSet("n", "many");
    return (int)cache.StringGet("n");
}
