// expect: runtime_error
// because: there is no such key
// words: there is no such key, so there is no JSON
object? Run(SqliteConnection db, IDatabase cache)
{
    return JsonSerializer.Deserialize<int[]>((string)cache.StringGet("nothing")!);
}
