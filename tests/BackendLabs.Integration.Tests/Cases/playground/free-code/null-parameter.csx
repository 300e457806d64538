// expect: runtime_error
// because: the message names neither the parameter nor the remedy
// says: $e and DBNull.Value
// words: the value of $e is null; DBNull.Value
object? Run(SqliteConnection db, IDatabase cache)
{
    string? email = null;
    using var add = db.CreateCommand();
    add.CommandText = "insert into customer (name, email) values ($n, $e)";
    add.Parameters.AddWithValue("$n", "Ada");
    add.Parameters.AddWithValue("$e", email);
    return add.ExecuteNonQuery();
}
