// expect: runtime_error
// because: Read() was forgotten
// words: stands on no row
async Task<object?> Run(MySqlConnection shop)
{
    await Task.Yield();
    using var command = new MySqlCommand("select id from account", shop);
    using var reader = command.ExecuteReader();
    return reader.GetInt32(0);
}
