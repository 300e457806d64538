// expect: CS4032 line 6 "Make it async: async Task<Product?> GetProduct(…"
// entry: Product? GetProduct(SqliteConnection db, IDatabase cache, int id)
// contract: public record Product(int Id, string Name);
Product? GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    var a = await cache.StringGetAsync("a");
    var b = await cache.StringGetAsync("b");
    await cache.StringSetAsync("a", "b");
    return null;
}
