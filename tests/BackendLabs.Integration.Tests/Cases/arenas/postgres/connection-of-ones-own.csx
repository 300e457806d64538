// expect: runtime_error
// because: nobody answers there
// words: no PostgreSQL answers; use what your method is given: shop
async Task<object?> Run(NpgsqlConnection shop)
{
    await Task.Yield();
    using var own = new NpgsqlConnection("Host=localhost;Username=postgres;Database=shop");
    own.Open();
    return null;
}
