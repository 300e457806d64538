// expect: runtime_error
// because: the key is taken
// words: already; on duplicate key
async Task<object?> Run(MySqlConnection shop)
{
    await Task.Yield();
    using var command = new MySqlCommand("insert into account (id, cents) values (1, 5)", shop);
    return command.ExecuteNonQuery();
}
