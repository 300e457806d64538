// expect: runtime_error
// because: nothing more is taken
// words: an earlier statement of this transaction failed
async Task<object?> Run(NpgsqlConnection shop)
{
    await Task.Yield();
    using var transaction = shop.BeginTransaction();
    try
    {
        using var first = new NpgsqlCommand("insert into account (id, cents) values (1, 5)", shop);
        first.ExecuteNonQuery();
    }
    catch (PostgresException)
    {
    }

    using var second = new NpgsqlCommand("select 1", shop);
    return second.ExecuteScalar();
}
