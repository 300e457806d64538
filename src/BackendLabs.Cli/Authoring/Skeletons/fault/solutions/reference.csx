string? NameOf(SqliteConnection db, IDatabase cache, int id)
{
    try
    {
        if (cache.StringGet($"name:{id}") is { IsNull: false } copy)
            return copy;
    }
    catch (RedisException)
    {
        // The database has every name.
    }

    using var command = db.CreateCommand();
    command.CommandText = "select name from person where id = $id";
    command.Parameters.AddWithValue("$id", id);
    return (string?)command.ExecuteScalar();
}
