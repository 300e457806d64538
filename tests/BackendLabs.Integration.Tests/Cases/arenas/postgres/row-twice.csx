// expect: runtime_error
// because: the key is taken
// words: already; on conflict
async Task<object?> Run(NpgsqlConnection shop)
{
    await Task.Yield();
    using var command = new NpgsqlCommand("insert into account (id, cents) values (1, 5)", shop);
    return command.ExecuteNonQuery();
}
