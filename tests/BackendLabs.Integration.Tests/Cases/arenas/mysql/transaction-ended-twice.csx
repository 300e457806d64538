// expect: runtime_error
// because: a transaction ends once
// words: this transaction is over
async Task<object?> Run(MySqlConnection shop)
{
    await Task.Yield();
    using var transaction = shop.BeginTransaction();
    transaction.Commit();
    transaction.Commit();
    return null;
}
