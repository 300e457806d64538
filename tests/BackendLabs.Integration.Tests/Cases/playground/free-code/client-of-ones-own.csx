// expect: compile_error
// because: the network is not reached
// words: This lab has no HTTP service
async Task<object?> Run(SqliteConnection db, IDatabase cache)
{
    using var client = new HttpClient();
    return await client.GetStringAsync("http://localhost:5000/");
}
