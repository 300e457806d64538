// fails: lets-go
// breaks: has-ended
// Writes begin and commit as SQL, and has no rollback on the way out by the second return.
bool Transfer(SqliteConnection db, int from, int to, int cents)
{
    int Run(string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$from", from);
        command.Parameters.AddWithValue("$to", to);
        command.Parameters.AddWithValue("$cents", cents);
        return command.ExecuteNonQuery();
    }

    if (cents <= 0)
        return false;

    Run("begin immediate");
    if (Run("update account set cents = cents - $cents where id = $from and cents >= $cents") != 1)
    {
        Run("rollback");
        return false;
    }

    if (Run("update account set cents = cents + $cents where id = $to") != 1)
        return false;

    Run("insert into transfer (from_id, to_id, cents) values ($from, $to, $cents)");
    Run("commit");
    return true;
}
