// The tables: sale (receipt, cents), where a receipt stands once, and till (id, cents). This is till 1.

// Books one sale: a row in sale, and its cents in the till.
void Book(SqliteConnection db, string receipt, int cents)
{
    // Somebody else may hold the lock: SqliteException with SqliteErrorCode 5.
}
