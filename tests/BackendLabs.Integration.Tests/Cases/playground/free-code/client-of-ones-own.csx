// expect: runtime_error
// because: the network is not reached
// words: use what your method is given: db and cache
async Task<object?> Run(SqliteConnection db, IDatabase cache)
{
    using var client = new HttpClient();
    return await client.GetStringAsync("http://localhost:5000/");
}
