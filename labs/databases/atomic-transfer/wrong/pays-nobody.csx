// fails: refuses
// breaks: refuses
// Takes an update that changed no row for one that did.
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
    Run("update account set cents = cents + $cents where id = $to");
    Run("insert into transfer (from_id, to_id, cents) values ($from, $to, $cents)");

    transaction.Commit();
    return true;
}
