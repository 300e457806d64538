// fails: copy-first, redis-is-down
// breaks: from-the-copy, without-redis
// Asks the database alone, so that Redis may as well not be there.
string? NameOf(SqliteConnection db, IDatabase cache, int id)
{
    using var command = new SqliteCommand("select name from person where id = $id", db);
    command.Parameters.AddWithValue("$id", id);
    return command.ExecuteScalar() as string;
}
