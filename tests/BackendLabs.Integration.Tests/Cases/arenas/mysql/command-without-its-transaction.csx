// expect: runtime_error
// because: the commonest slip
// words: command.Transaction = transaction
async Task<object?> Run(MySqlConnection shop)
{
    await Task.Yield();
    using var transaction = shop.BeginTransaction();
    using var command = new MySqlCommand("select 1", shop);
    return command.ExecuteScalar();
}
