// expect: runtime_error
// because: one command at a time
// words: a reader is still open
async Task<object?> Run(MySqlConnection shop)
{
    await Task.Yield();
    using var first = new MySqlCommand("select id from account", shop);
    using var reader = first.ExecuteReader();
    using var second = new MySqlCommand("select 1", shop);
    return second.ExecuteScalar();
}
