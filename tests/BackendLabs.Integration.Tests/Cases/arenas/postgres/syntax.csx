// expect: runtime_error
// because: a word too many
// words: cannot read the statement from
async Task<object?> Run(NpgsqlConnection shop)
{
    await Task.Yield();
    using var command = new NpgsqlCommand("select from from account", shop);
    return command.ExecuteNonQuery();
}
