using System.Data.Common;

// One door to both databases, for they share .NET's own types. MySQL is told to be strict, and the tags are compared here.
DbCommand Ask(DbConnection connection, string sql, params (string Name, object Value)[] values)
{
    var command = connection.CreateCommand();
    command.CommandText = sql;
    foreach (var (name, value) in values)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    return command;
}

async Task<long?> AddPlayerSqlite(SqliteConnection db, string tag)
{
    var characters = tag.Count(unit => !char.IsLowSurrogate(unit));
    if (characters > 12)
        return null;
    await using var insert = Ask(db, "insert into player (tag) values (@tag); select last_insert_rowid()", ("@tag", tag));
    return Convert.ToInt64(await insert.ExecuteScalarAsync());
}

async Task<long?> AddPlayerMySql(MySqlConnection web, string tag)
{
    await using var strict = Ask(web, "set session sql_mode = 'strict_trans_tables'");
    await strict.ExecuteNonQueryAsync();
    try
    {
        await using var insert = Ask(web, "insert into player (tag) values (@tag); select last_insert_id()", ("@tag", tag));
        return Convert.ToInt64(await insert.ExecuteScalarAsync());
    }
    catch (MySqlException error) when (error.ErrorCode is MySqlErrorCode.DataTooLong)
    {
        return null;
    }
}

async Task SaveAsync(DbConnection connection, string upsert, long player, int level, int points)
{
    var sql = "insert into score (player_id, level, points) values (@player, @level, @points) " + upsert;
    await using var command = Ask(connection, sql, ("@player", player), ("@level", level), ("@points", points));
    await command.ExecuteNonQueryAsync();
}

Task SaveScoreSqlite(SqliteConnection db, long player, int level, int points) =>
    SaveAsync(db, "on conflict do update set points = max(points, excluded.points)", player, level, points);

Task SaveScoreMySql(MySqlConnection web, long player, int level, int points) =>
    SaveAsync(web, "on duplicate key update points = greatest(points, @points)", player, level, points);

async Task<long?> FindAsync(DbConnection connection, string tag)
{
    await using var command = Ask(connection, "select id, tag from player where tag = @tag", ("@tag", tag));
    await using var reader = await command.ExecuteReaderAsync();
    while (await reader.ReadAsync())
    {
        if (reader.GetString(1) == tag)
            return reader.GetInt64(0);
    }

    return null;
}

Task<long?> FindPlayerSqlite(SqliteConnection db, string tag) => FindAsync(db, tag);

Task<long?> FindPlayerMySql(MySqlConnection web, string tag) => FindAsync(web, tag);
