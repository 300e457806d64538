// expect: runtime_error
// because: there is no such row
// words: there was nothing in the sequence; FirstOrDefault
object? Run(SqliteConnection db, IDatabase cache)
{
    return new List<int>().First();
}
