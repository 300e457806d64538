// fails: lets-go
// breaks: has-ended
// Commits where all went well. An exception goes past the commit, and the transaction stays open.
const int Busy = 5;

void Book(SqliteConnection db, string receipt, int cents)
{
    for (var attempt = 1; ; attempt++)
    {
        try
        {
            BookAtOnce(db, receipt, cents);
            return;
        }
        catch (SqliteException error) when (error.SqliteErrorCode == Busy && attempt < 3)
        {
            // Somebody else is writing. Nothing of this attempt is left, so it may begin anew.
        }
    }
}

void BookAtOnce(SqliteConnection db, string receipt, int cents)
{
    var transaction = db.BeginTransaction();
    using var command = db.CreateCommand();
    command.Parameters.AddWithValue("$receipt", receipt);
    command.Parameters.AddWithValue("$cents", cents);
    command.CommandText = "insert into sale (receipt, cents) values ($receipt, $cents)";
    command.ExecuteNonQuery();
    command.CommandText = "update till set cents = cents + $cents where id = 1";
    command.ExecuteNonQuery();
    transaction.Commit();
}
