// fails: finds-by-tag
// breaks: that-moment
// Keeps the ids that it has found. A player who takes another name is still found by the old one.
// Both databases count code points, so the tag is counted in runes before either of them sees it.
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

static readonly Dictionary<string, long> known = new();

long? FindPlayerSqlite(SqliteConnection db, string tag)
{
    if (known.TryGetValue(tag, out var id))
        return id;
    using var command = db.CreateCommand();
    command.CommandText = "select id from player where tag = @tag";
    command.Parameters.AddWithValue("@tag", tag);
    if (command.ExecuteScalar() is not long found)
        return null;
    return known[tag] = found;
}

long? FindPlayerMySql(MySqlConnection web, string tag)
{
    using var command = web.CreateCommand();
    command.CommandText = "select id from player where binary tag = @tag";
    command.Parameters.AddWithValue("@tag", tag);
    return (long?)command.ExecuteScalar();
}
