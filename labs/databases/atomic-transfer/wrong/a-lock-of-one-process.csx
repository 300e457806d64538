// fails: spends-once
// breaks: spent-once
// Lets one thread at a time look and pay. Another process has a lock of its own, and does both in between.
static readonly object OneAtATime = new();

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

    bool IsThere(string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$from", from);
        command.Parameters.AddWithValue("$to", to);
        command.Parameters.AddWithValue("$cents", cents);
        return (long)command.ExecuteScalar()! == 1;
    }

    lock (OneAtATime)
    {
        if (cents <= 0 || !IsThere("select count(*) from account where id = $from and cents >= $cents") || !IsThere("select count(*) from account where id = $to"))
            return false;

        using var transaction = db.BeginTransaction();
        Run("update account set cents = cents - $cents where id = $from");
        Run("update account set cents = cents + $cents where id = $to");
        Run("insert into transfer (from_id, to_id, cents) values ($from, $to, $cents)");
        transaction.Commit();
        return true;
    }
}
