// expect: runtime_error
// because: there are no nested ones
// words: a transaction is open on this connection already
bool Transfer(SqliteConnection db, int from, int to, int cents)
{
    using var tx = db.BeginTransaction();
    using var inner = db.BeginTransaction();
    tx.Commit();
    return true;
}
