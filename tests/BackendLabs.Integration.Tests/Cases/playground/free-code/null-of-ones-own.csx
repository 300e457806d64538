// expect: runtime_error
// because: nobody set it
// words: is null
object? Run(SqliteConnection db, IDatabase cache)
{
    string? name = null;
    return name!.Length;
}
