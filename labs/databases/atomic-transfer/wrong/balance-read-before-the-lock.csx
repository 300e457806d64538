// fails: spends-once
// breaks: spent-once
// Looks whether there is money enough before it takes the lock. The sum itself is left to the database, and goes below zero.
bool Transfer(SqliteConnection db, int from, int to, int cents)
{
    long? BalanceOf(int id)
    {
        using var look = db.CreateCommand();
        look.CommandText = "select cents from account where id = $id";
        look.Parameters.AddWithValue("$id", id);
        return (long?)look.ExecuteScalar();
    }

    int Run(string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$from", from);
        command.Parameters.AddWithValue("$to", to);
        command.Parameters.AddWithValue("$cents", cents);
        return command.ExecuteNonQuery();
    }

    if (cents <= 0 || BalanceOf(to) is null || BalanceOf(from) is not { } balance || balance < cents)
        return false;

    using var transaction = db.BeginTransaction();
    Run("update account set cents = cents - $cents where id = $from");
    Run("update account set cents = cents + $cents where id = $to");
    Run("insert into transfer (from_id, to_id, cents) values ($from, $to, $cents)");
    transaction.Commit();
    return true;
}
