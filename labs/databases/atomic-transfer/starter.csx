// The tables: account (id, owner, cents) and transfer (id, from_id, to_id, cents).

// Moves money from one account to the other and writes down that it did: true.
// Where that cannot be, nothing changes: false.
bool Transfer(SqliteConnection db, int from, int to, int cents)
{
    // Three statements, and nobody may ever see only one or two of them.
    return false;
}
