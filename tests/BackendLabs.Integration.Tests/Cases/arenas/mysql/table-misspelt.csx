// expect: runtime_error
// because: there is no such table
// words: there is no table
async Task<object?> Run(MySqlConnection shop)
{
    await Task.Yield();
    using var command = new MySqlCommand("select * from acounts", shop);
    return command.ExecuteNonQuery();
}
