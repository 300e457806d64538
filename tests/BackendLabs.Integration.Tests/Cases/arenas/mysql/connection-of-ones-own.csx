// expect: runtime_error
// because: nobody answers there
// words: no MySQL lets you in; use what your method is given: shop
async Task<object?> Run(MySqlConnection shop)
{
    await Task.Yield();
    using var own = new MySqlConnection("Server=localhost;User ID=root;Database=shop");
    own.Open();
    return null;
}
