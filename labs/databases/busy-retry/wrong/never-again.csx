// fails: waits-for-the-lock
// breaks: gets-through
// Books in one transaction and leaves it at one attempt.
void Book(SqliteConnection db, string receipt, int cents)
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
