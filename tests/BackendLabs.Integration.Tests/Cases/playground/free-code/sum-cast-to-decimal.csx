// expect: runtime_error
// because: real numbers are double
// words: arrive as double; Convert.ToDecimal
object? Run(SqliteConnection db, IDatabase cache)
{
    using var command = new SqliteCommand("select avg(price_cents) from product", db);
    return (decimal)command.ExecuteScalar()!;
}
