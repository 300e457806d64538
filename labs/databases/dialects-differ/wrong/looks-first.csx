// fails: two-at-once
// breaks: two-processes
// Looks whether there is a score, and inserts or updates afterwards: by then another process may have written.
bool IsTooLong(string tag) => tag.EnumerateRunes().Count() > 12;

long? AddPlayerSqlite(SqliteConnection db, string tag)
{
    if (IsTooLong(tag))
        return null;
    using var command = db.CreateCommand();
    command.CommandText = "insert into player (tag) values (@tag) returning id";
    command.Parameters.AddWithValue("@tag", tag);
    return (long?)command.ExecuteScalar();
}

long? AddPlayerMySql(MySqlConnection web, string tag)
{
    if (IsTooLong(tag))
        return null;
    using var command = web.CreateCommand();
    command.CommandText = "insert into player (tag) values (@tag)";
    command.Parameters.AddWithValue("@tag", tag);
    command.ExecuteNonQuery();
    return command.LastInsertedId;
}

void SaveScoreSqlite(SqliteConnection db, long player, int level, int points)
{
    object? Run(string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@player", player);
        command.Parameters.AddWithValue("@level", level);
        command.Parameters.AddWithValue("@points", points);
        return command.ExecuteScalar();
    }

    var best = Run("select points from score where player_id = @player and level = @level");
    if (best is null)
        Run("insert into score (player_id, level, points) values (@player, @level, @points)");
    else if (Convert.ToInt32(best) < points)
        Run("update score set points = @points where player_id = @player and level = @level");
}

void SaveScoreMySql(MySqlConnection web, long player, int level, int points)
{
    object? Run(string sql)
    {
        using var command = web.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@player", player);
        command.Parameters.AddWithValue("@level", level);
        command.Parameters.AddWithValue("@points", points);
        return command.ExecuteScalar();
    }

    var best = Run("select points from score where player_id = @player and level = @level");
    if (best is null)
        Run("insert into score (player_id, level, points) values (@player, @level, @points)");
    else if (Convert.ToInt32(best) < points)
        Run("update score set points = @points where player_id = @player and level = @level");
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
