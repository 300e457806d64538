// expect: runtime_error
// because: nobody added it
// words: @id has no value; AddWithValue("@id"
async Task<object?> Run(MySqlConnection shop)
{
    await Task.Yield();
    using var command = new MySqlCommand("select cents from account where id = @id", shop);
    return command.ExecuteScalar();
}
