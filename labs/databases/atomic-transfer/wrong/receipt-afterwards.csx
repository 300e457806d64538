// fails: survives-the-plug
// breaks: whole-or-none
// Commits the money, and writes the book afterwards, when it may be too late.
bool Transfer(SqliteConnection db, int from, int to, int cents)
{
    if (cents <= 0)
        return false;

    using var transaction = db.BeginTransaction();

    int Run(string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$from", from);
        command.Parameters.AddWithValue("$to", to);
        command.Parameters.AddWithValue("$cents", cents);
        return command.ExecuteNonQuery();
    }

    // What is not committed is undone.
    if (Run("update account set cents = cents - $cents where id = $from and cents >= $cents") != 1)
        return false;
    if (Run("update account set cents = cents + $cents where id = $to") != 1)
        return false;
    transaction.Commit();
    transaction.Dispose();

    Run("insert into transfer (from_id, to_id, cents) values ($from, $to, $cents)");
    return true;
}
