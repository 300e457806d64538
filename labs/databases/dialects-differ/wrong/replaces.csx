// fails: updates-in-place, keeps-the-best, two-at-once
// breaks: in-place, lower, two-processes
// Replaces the row: the old one is deleted with its id, its medal and its cheers, and a new one is inserted.
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
    using var command = db.CreateCommand();
    command.CommandText = "insert or replace into score (player_id, level, points) values (@player, @level, @points)";
    command.Parameters.AddWithValue("@player", player);
    command.Parameters.AddWithValue("@level", level);
    command.Parameters.AddWithValue("@points", points);
    command.ExecuteNonQuery();
}

void SaveScoreMySql(MySqlConnection web, long player, int level, int points)
{
    using var command = web.CreateCommand();
    command.CommandText = "replace into score (player_id, level, points) values (@player, @level, @points)";
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
