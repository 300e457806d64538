// Each update answers with the balance that it left, and with nothing where there is no such account.
bool Transfer(SqliteConnection db, int from, int to, int cents)
{
    using var transaction = db.BeginTransaction();
    if (cents <= 0 || Add(db, from, -cents) is not >= 0 || Add(db, to, cents) is null)
        return false;

    using var book = db.CreateCommand();
    book.CommandText = "insert into transfer (from_id, to_id, cents) values ($from, $to, $cents)";
    book.Parameters.AddWithValue("$from", from);
    book.Parameters.AddWithValue("$to", to);
    book.Parameters.AddWithValue("$cents", cents);
    book.ExecuteNonQuery();
    transaction.Commit();
    return true;
}

long? Add(SqliteConnection db, int account, int cents)
{
    using var command = db.CreateCommand();
    command.CommandText = "update account set cents = cents + $cents where id = $id returning cents";
    command.Parameters.AddWithValue("$cents", cents);
    command.Parameters.AddWithValue("$id", account);
    return (long?)command.ExecuteScalar();
}
