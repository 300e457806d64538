// fails: quotes-are-letters
// breaks: any-letters
// Doubles the quotes by hand and glues the tag in. To MySQL a backslash is no letter, and it takes the quote along.
bool IsTooLong(string tag) => tag.EnumerateRunes().Count() > 12;

string Quoted(string tag) => tag.Replace("'", "''");

long? AddPlayerSqlite(SqliteConnection db, string tag)
{
    if (IsTooLong(tag))
        return null;
    using var command = db.CreateCommand();
    command.CommandText = "insert into player (tag) values ('" + Quoted(tag) + "') returning id";
    return (long?)command.ExecuteScalar();
}

long? AddPlayerMySql(MySqlConnection web, string tag)
{
    if (IsTooLong(tag))
        return null;
    using var command = web.CreateCommand();
    command.CommandText = "insert into player (tag) values ('" + Quoted(tag) + "')";
    command.ExecuteNonQuery();
    return command.LastInsertedId;
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
    command.CommandText = "select id from player where tag = '" + Quoted(tag) + "'";
    return (long?)command.ExecuteScalar();
}

long? FindPlayerMySql(MySqlConnection web, string tag)
{
    using var command = web.CreateCommand();
    command.CommandText = "select id from player where binary tag = '" + Quoted(tag) + "'";
    return (long?)command.ExecuteScalar();
}
