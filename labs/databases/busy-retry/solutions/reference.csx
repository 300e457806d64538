const int Busy = 5;

// Three attempts, of two seconds each. What the last one throws is for the caller.
void Book(SqliteConnection db, string receipt, int cents)
{
    if (!TryBook(db, receipt, cents) && !TryBook(db, receipt, cents))
        BookAtOnce(db, receipt, cents);
}

bool TryBook(SqliteConnection db, string receipt, int cents)
{
    try
    {
        BookAtOnce(db, receipt, cents);
        return true;
    }
    catch (SqliteException error) when (error.SqliteErrorCode == Busy)
    {
        // Somebody else is writing. Nothing of this attempt is left, so the next one may begin anew.
        return false;
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
