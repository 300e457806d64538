// expect: runtime_error
// because: as every tutorial does
// says: use the cache and db that are handed to you
// words: use what your method is given: db and cache
Product? GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    var mux = ConnectionMultiplexer.Connect("localhost:6379");
    using var con = new SqliteConnection("Data Source=shop.db"); con.Open();
    return null;
}
