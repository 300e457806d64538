// expect: runtime_error
// because: the text was never JSON
// words: no JSON; JsonSerializer.Serialize
object? Run(SqliteConnection db, IDatabase cache)
{
    cache.StringSet("tea", "hot");
    return JsonSerializer.Deserialize<int[]>((string)cache.StringGet("tea")!);
}
