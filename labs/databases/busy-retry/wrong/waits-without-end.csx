// fails: gives-up
// breaks: gives-up
// Takes 0 seconds for "do not wait"; it means "wait without end".
void Book(SqliteConnection db, string receipt, int cents)
{
    db.DefaultTimeout = 0;
    BookAtOnce(db, receipt, cents);
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
