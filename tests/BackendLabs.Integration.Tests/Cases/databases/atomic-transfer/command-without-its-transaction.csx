// expect: runtime_error
// because: the commonest slip with BeginTransaction
// says: command.Transaction = ... or db.CreateCommand()
// words: command.Transaction = transaction; db.CreateCommand()
bool Transfer(SqliteConnection db, int from, int to, int cents)
{
    if (cents <= 0) return false;
    using var tx = db.BeginTransaction();
    int Run(string sql)
    {
        using var c = new SqliteCommand(sql, db);
        c.Parameters.AddWithValue("$from", from); c.Parameters.AddWithValue("$to", to); c.Parameters.AddWithValue("$cents", cents);
        return c.ExecuteNonQuery();
    }
    if (Run("update account set cents = cents - $cents where id = $from and cents >= $cents") != 1) return false;
    if (Run("update account set cents = cents + $cents where id = $to") != 1) return false;
    Run("insert into transfer (from_id, to_id, cents) values ($from, $to, $cents)");
    tx.Commit();
    return true;
}
