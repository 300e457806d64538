// expect: runtime_error
// because: a transaction ends once
// words: this transaction is over; Begin a new one
bool Transfer(SqliteConnection db, int from, int to, int cents)
{
    using var tx = db.BeginTransaction();
    tx.Commit();
    tx.Commit();
    return true;
}
