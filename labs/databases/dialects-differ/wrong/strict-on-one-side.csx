// fails: refuses-what-does-not-fit
// breaks: twelve
// Makes MySQL strict, and expects SQLite to mind the length of a varchar(12) by itself.
long? AddPlayerSqlite(SqliteConnection db, string tag)
{
    using var command = db.CreateCommand();
    command.CommandText = "insert into player (tag) values (@tag) returning id";
    command.Parameters.AddWithValue("@tag", tag);
    return (long?)command.ExecuteScalar();
}

long? AddPlayerMySql(MySqlConnection web, string tag)
{
    using var command = web.CreateCommand();
    command.CommandText = "set session sql_mode = 'strict_all_tables'; insert into player (tag) values (@tag)";
    command.Parameters.AddWithValue("@tag", tag);
    try
    {
        command.ExecuteNonQuery();
        return command.LastInsertedId;
    }
    catch (MySqlException error) when (error.ErrorCode is MySqlErrorCode.DataTooLong)
    {
        return null;
    }
}

void SaveScoreSqlite(SqliteConnection db, long player, int level, int points)
{
    using var command = db.CreateCommand();
    command.CommandText = """
        insert into score (player_id, level, points) values (@player, @level, @points)
        on conflict (player_id, level) do update set points = max(points, excluded.points)
        """;
    command.Parameters.AddWithValue("@player", player);
    command.Parameters.AddWithValue("@level", level);
    command.Parameters.AddWithValue("@points", points);
    command.ExecuteNonQuery();
}

void SaveScoreMySql(MySqlConnection web, long player, int level, int points)
{
    using var command = web.CreateCommand();
    command.CommandText = """
        insert into score (player_id, level, points) values (@player, @level, @points)
        on duplicate key update points = greatest(points, values(points))
        """;
    command.Parameters.AddWithValue("@player", player);
    command.Parameters.AddWithValue("@level", level);
    command.Parameters.AddWithValue("@points", points);
    command.ExecuteNonQuery();
}

long? FindPlayerSqlite(SqliteConnection db, string tag)
{
    using var command = db.CreateCommand();
    command.CommandText = "select id from player where tag = @tag";
    command.Parameters.AddWithValue("@tag", tag);
    return (long?)command.ExecuteScalar();
}

long? FindPlayerMySql(MySqlConnection web, string tag)
{
    using var command = web.CreateCommand();
    command.CommandText = "select id from player where binary tag = @tag";
    command.Parameters.AddWithValue("@tag", tag);
    return (long?)command.ExecuteScalar();
}
