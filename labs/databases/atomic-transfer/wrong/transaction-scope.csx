// fails: refuses, survives-the-plug
// breaks: refuses, whole-or-none
// Uses a TransactionScope, of which SQLite's client takes no notice: each statement is for good at once.
using System.Transactions;

bool Transfer(SqliteConnection db, int from, int to, int cents)
{
    if (cents <= 0)
        return false;

    using var scope = new TransactionScope();

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

    scope.Complete();
    return true;
}
