// expect: runtime_error
// because: there is no such column
// words: there is no column centz
async Task<object?> Run(NpgsqlConnection shop)
{
    await Task.Yield();
    using var command = new NpgsqlCommand("select centz from account", shop);
    return command.ExecuteNonQuery();
}
