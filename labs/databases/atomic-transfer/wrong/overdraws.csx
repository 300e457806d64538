// fails: refuses, spends-once
// breaks: refuses
// Does not ask whether the money is there.
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
    if (Run("update account set cents = cents - $cents where id = $from") != 1)
        return false;
    if (Run("update account set cents = cents + $cents where id = $to") != 1)
        return false;
    Run("insert into transfer (from_id, to_id, cents) values ($from, $to, $cents)");

    transaction.Commit();
    return true;
}
