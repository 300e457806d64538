// fails: gives-up
// breaks: gives-up
// Gives up after three attempts, and nobody learns of it.
const int Busy = 5;

void Book(SqliteConnection db, string receipt, int cents)
{
    for (var attempt = 1; attempt <= 3; attempt++)
    {
        try
        {
            BookAtOnce(db, receipt, cents);
            return;
        }
        catch (SqliteException error) when (error.SqliteErrorCode == Busy)
        {
            Console.WriteLine($"Attempt {attempt}: {error.Message}");
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
