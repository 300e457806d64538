// fails: survives-the-plug
// breaks: whole-or-none
// Undoes the first step in a catch. A process that is dead catches nothing.
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

    bool Exists(int id)
    {
        using var command = db.CreateCommand();
        command.CommandText = "select count(*) from account where id = $id";
        command.Parameters.AddWithValue("$id", id);
        return (long)command.ExecuteScalar()! == 1;
    }

    if (cents <= 0 || !Exists(to))
        return false;
    if (Run("update account set cents = cents - $cents where id = $from and cents >= $cents") != 1)
        return false;
    try
    {
        Run("update account set cents = cents + $cents where id = $to");
        Run("insert into transfer (from_id, to_id, cents) values ($from, $to, $cents)");
    }
    catch (SqliteException)
    {
        Run("update account set cents = cents + $cents where id = $from");
        throw;
    }

    return true;
}
