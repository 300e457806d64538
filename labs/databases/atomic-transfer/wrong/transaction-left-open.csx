// fails: lets-go
// breaks: has-ended
// Commits where all went well. Where it answers false, nobody ends the transaction, and its lock stays.
bool Transfer(SqliteConnection db, int from, int to, int cents)
{
    if (cents <= 0)
        return false;

    var transaction = db.BeginTransaction();

    int Run(string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$from", from);
        command.Parameters.AddWithValue("$to", to);
        command.Parameters.AddWithValue("$cents", cents);
        return command.ExecuteNonQuery();
    }

    if (Run("update account set cents = cents - $cents where id = $from and cents >= $cents") != 1)
        return false;
    if (Run("update account set cents = cents + $cents where id = $to") != 1)
        return false;
    Run("insert into transfer (from_id, to_id, cents) values ($from, $to, $cents)");

    transaction.Commit();
    return true;
}
