// expect: runtime_error
// because: the types differ
// words: does not compare these two types
async Task<object?> Run(NpgsqlConnection shop)
{
    await Task.Yield();
    using var command = new NpgsqlCommand("select 1 from account where id = @id", shop);
    command.Parameters.AddWithValue("id", "1");
    return command.ExecuteScalar();
}
