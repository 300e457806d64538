// expect: runtime_error
// because: C#'s null is no value
// words: is null; DBNull.Value
async Task<object?> Run(NpgsqlConnection shop)
{
    await Task.Yield();
    using var command = new NpgsqlCommand("select @cents::int", shop);
    command.Parameters.AddWithValue("cents", (object)null!);
    return command.ExecuteScalar();
}
