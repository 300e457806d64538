// expect: runtime_error
// because: a text is no number
// words: the JSON at $.Pieces
object? Run(SqliteConnection db, IDatabase cache)
{
    return JsonSerializer.Deserialize<Sold>("{\"Pieces\":\"many\"}");
}

record Sold(int Pieces)
{
}
