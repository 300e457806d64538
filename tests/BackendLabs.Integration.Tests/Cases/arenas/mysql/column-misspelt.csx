// expect: runtime_error
// because: there is no such column
// words: there is no column centz
async Task<object?> Run(MySqlConnection shop)
{
    await Task.Yield();
    using var command = new MySqlCommand("select centz from account", shop);
    return command.ExecuteNonQuery();
}
