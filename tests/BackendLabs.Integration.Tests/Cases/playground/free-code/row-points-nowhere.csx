// expect: runtime_error
// because: no such customer
// words: points at a row of another table
object? Run(SqliteConnection db, IDatabase cache)
{
    using var command = new SqliteCommand("insert into purchase (customer_id, product_id, pieces, day) values (99, 1, 1, '2026-01-01')", db);
    command.ExecuteNonQuery();
    return null;
}
