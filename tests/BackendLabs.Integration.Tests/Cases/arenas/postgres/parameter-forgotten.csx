// expect: runtime_error
// because: nobody added it
// words: there is no column wanted; parameter
async Task<object?> Run(NpgsqlConnection shop)
{
    await Task.Yield();
    using var command = new NpgsqlCommand("select cents from account where id = @wanted", shop);
    return command.ExecuteScalar();
}
