// The database counts, in the statement that inserts. Each has its own word for characters.
long? AddPlayerSqlite(SqliteConnection db, string tag)
{
    using var command = db.CreateCommand();
    command.CommandText = "insert into player (tag) select @tag where length(@tag) <= 12 returning id";
    command.Parameters.AddWithValue("@tag", tag);
    return (long?)command.ExecuteScalar();
}

long? AddPlayerMySql(MySqlConnection web, string tag)
{
    using var command = web.CreateCommand();
    command.CommandText = "insert into player (tag) select @tag from dual where char_length(@tag) <= 12 returning id";
    command.Parameters.AddWithValue("@tag", tag);
    return (long?)command.ExecuteScalar();
}

void SaveScoreSqlite(SqliteConnection db, long player, int level, int points)
{
    using var command = db.CreateCommand();
    command.CommandText = """
        insert into score (player_id, level, points) values (@player, @level, @points)
        on conflict (player_id, level) do update set points = excluded.points where excluded.points > points
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
        on duplicate key update points = if(values(points) > points, values(points), points)
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
    command.CommandText = "select id from player where tag = @tag and tag = @tag collate utf8mb4_nopad_bin";
    command.Parameters.AddWithValue("@tag", tag);
    return (long?)command.ExecuteScalar();
}
