// fails: gives-up, other-errors-at-once
// breaks: gives-up, at-once
// Throws an exception of its own, with friendly words. Who catches SqliteException to tell busy from broken never sees one.
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
        catch (SqliteException)
        {
            throw new InvalidOperationException($"Sale {receipt} could not be booked.");
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
