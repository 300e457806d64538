// expect: runtime_error
// because: it was never put there
// words: TryGetValue
object? Run(SqliteConnection db, IDatabase cache)
{
    return new Dictionary<string, int> { ["tea"] = 1 }["kettle"];
}
