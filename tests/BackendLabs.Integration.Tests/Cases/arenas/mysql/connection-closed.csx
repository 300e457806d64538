// expect: runtime_error
// because: the given connection is left open
// words: the connection is closed; given (shop)
async Task<object?> Run(MySqlConnection shop)
{
    await Task.Yield();
    shop.Close();
    using var command = new MySqlCommand("select 1", shop);
    return command.ExecuteScalar();
}
