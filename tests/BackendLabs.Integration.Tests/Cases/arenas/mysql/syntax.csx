// expect: runtime_error
// because: a word too many
// words: cannot read the statement from
async Task<object?> Run(MySqlConnection shop)
{
    await Task.Yield();
    using var command = new MySqlCommand("select from from account", shop);
    return command.ExecuteNonQuery();
}
