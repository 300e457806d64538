// fails: gives-up
// breaks: gives-up
// Tries until it works. If it never works, it never ends.
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
        catch (SqliteException error) when (error.SqliteErrorCode == Busy)
        {
            // Somebody else is writing. Nothing of this attempt is left, so it may begin anew.
        }
    }
}

void BookAtOnce(SqliteConnection db, string receipt, int cents)
{
    using var transaction = db.BeginTransaction();
    using var command = db.CreateCommand();
    command.Parameters.AddWithValue("$receipt", receipt);
    command.Parameters.AddWithValue("$cents", cents);
    command.CommandText = "insert into sale (receipt, cents) values ($receipt, $cents)";
    command.ExecuteNonQuery();
    command.CommandText = "update till set cents = cents + $cents where id = 1";
    command.ExecuteNonQuery();
    transaction.Commit();
}
