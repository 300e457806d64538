// expect: runtime_error
// because: the text is something else
// words: TryParse
object? Run(SqliteConnection db, IDatabase cache)
{
    return int.Parse("many");
}
