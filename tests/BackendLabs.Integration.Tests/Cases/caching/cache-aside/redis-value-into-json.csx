// expect: compile_error
// because: the first thing everybody writes
// says: (string?)cache.StringGet(k)
// words: (string?)cache.StringGet(k)
Product? GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    var k = $"product:{id}";
    var p = JsonSerializer.Deserialize<Product>(cache.StringGet(k));
    return p;
}
