// expect: failed
// because: Microsoft.Data.Sqlite does not join a TransactionScope; the student has to learn that from the failure
// says: does not take part in a TransactionScope
// words: does not take part in a TransactionScope; db.BeginTransaction()
using System.Transactions;
bool Transfer(SqliteConnection db, int from, int to, int cents)
{
    if (cents <= 0) return false;
    using var scope = new TransactionScope();
    int Run(string sql)
    {
        using var c = db.CreateCommand(); c.CommandText = sql;
        c.Parameters.AddWithValue("$from", from); c.Parameters.AddWithValue("$to", to); c.Parameters.AddWithValue("$cents", cents);
        return c.ExecuteNonQuery();
    }
    if (Run("update account set cents = cents - $cents where id = $from and cents >= $cents") != 1) return false;
    if (Run("update account set cents = cents + $cents where id = $to") != 1) return false;
    Run("insert into transfer (from_id, to_id, cents) values ($from, $to, $cents)");
    scope.Complete();
    return true;
}
