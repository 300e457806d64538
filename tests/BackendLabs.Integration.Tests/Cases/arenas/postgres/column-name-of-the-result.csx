// expect: runtime_error
// because: the result has no such column
// words: no column centz
async Task<object?> Run(NpgsqlConnection shop)
{
    await Task.Yield();
    using var command = new NpgsqlCommand("select id from account", shop);
    using var reader = command.ExecuteReader();
    reader.Read();
    return reader["centz"];
}
