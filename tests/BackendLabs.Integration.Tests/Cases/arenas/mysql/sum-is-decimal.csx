// expect: runtime_error
// because: sum gives a decimal
// words: Decimal; Convert.ToInt64
async Task<object?> Run(MySqlConnection shop)
{
    await Task.Yield();
    using var command = new MySqlCommand("select sum(cents) from account", shop);
    return (long)command.ExecuteScalar()!;
}
