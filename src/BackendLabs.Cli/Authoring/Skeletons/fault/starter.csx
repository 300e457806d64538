// Gives the person's name: from the copy in Redis, or from the database.
string? NameOf(SqliteConnection db, IDatabase cache, int id)
{
    return null;
}
