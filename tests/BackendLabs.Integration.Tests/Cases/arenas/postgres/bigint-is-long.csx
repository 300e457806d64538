// expect: runtime_error
// because: count gives a long
// words: Int64; Convert.ToInt32
async Task<object?> Run(NpgsqlConnection shop)
{
    await Task.Yield();
    using var command = new NpgsqlCommand("select count(*) from account", shop);
    return (int)command.ExecuteScalar()!;
}
