// fails: redis-is-down
// breaks: without-redis
// Rests on Redis, which is down one day.
string? NameOf(SqliteConnection db, IDatabase cache, int id)
{
    if (cache.StringGet($"name:{id}") is { IsNull: false } copy)
        return copy;
    using var command = new SqliteCommand("select name from person where id = $id", db);
    command.Parameters.AddWithValue("$id", id);
    return command.ExecuteScalar() as string;
}
