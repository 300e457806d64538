// expect: runtime_error
// because: nobody added it
// words: there is no column id; parameter
async Task<object?> Run(NpgsqlConnection shop)
{
    await Task.Yield();
    using var command = new NpgsqlCommand("select cents from account where id = @id", shop);
    return command.ExecuteScalar();
}
