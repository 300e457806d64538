async Task<string?> NameOf(SqliteConnection db, IDatabase cache, int id) => await CopyOf(cache, id) ?? FromDatabase(db, id);

async Task<string?> CopyOf(IDatabase cache, int id)
{
    try
    {
        return await cache.StringGetAsync($"name:{id}");
    }
    catch (RedisException)
    {
        return null;
    }
}

string? FromDatabase(SqliteConnection db, int id)
{
    using var command = new SqliteCommand("select name from person where id = $id", db);
    command.Parameters.AddWithValue("$id", id);
    return command.ExecuteScalar() as string;
}
