// expect: CS1061 line 6 "Write await cache.StringGetAsync($"p:{id}")."
// entry: Product? GetProduct(SqliteConnection db, IDatabase cache, int id)
// contract: public record Product(int Id, string Name);
async Task<Product?> GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    var cached = cache.StringGetAsync($"p:{id}");
    if (cached.HasValue)
        return JsonSerializer.Deserialize<Product>(cached);
    if (cached == "x") return null;
    string text = cached;
    Console.WriteLine(cached.Length());
    return null;
}
