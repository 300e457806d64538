// expect: runtime_error
// because: the given connection is left open
// words: the connection is closed; given (shop)
async Task<object?> Run(NpgsqlConnection shop)
{
    await Task.Yield();
    shop.Close();
    using var command = new NpgsqlCommand("select 1", shop);
    return command.ExecuteScalar();
}
