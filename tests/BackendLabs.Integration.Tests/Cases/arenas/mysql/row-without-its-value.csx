// expect: runtime_error
// because: the column wants a value
// words: cents must have a value
async Task<object?> Run(MySqlConnection shop)
{
    await Task.Yield();
    using var command = new MySqlCommand("insert into account (id, cents) values (3, null)", shop);
    return command.ExecuteNonQuery();
}
