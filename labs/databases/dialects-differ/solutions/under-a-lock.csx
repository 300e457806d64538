// Looks first, and under a lock: SQLite's one write lock, and in MySQL the player's row, at which whoever saves for it waits.
async Task<long?> AddPlayerSqlite(SqliteConnection db, string tag)
{
    if (tag.EnumerateRunes().Skip(12).Any())
        return null;
    await using var transaction = await db.BeginTransactionAsync();
    await using var command = db.CreateCommand();
    command.CommandText = "insert into player (tag) values ($tag); select last_insert_rowid()";
    command.Parameters.AddWithValue("$tag", tag);
    var id = (long?)await command.ExecuteScalarAsync();
    await transaction.CommitAsync();
    return id;
}

async Task<long?> AddPlayerMySql(MySqlConnection web, string tag)
{
    if (tag.EnumerateRunes().Skip(12).Any())
        return null;
    await using var command = web.CreateCommand();
    command.CommandText = "insert into player (tag) values (@tag); select last_insert_id()";
    command.Parameters.AddWithValue("@tag", tag);
    return Convert.ToInt64(await command.ExecuteScalarAsync());
}

async Task SaveScoreSqlite(SqliteConnection db, long player, int level, int points)
{
    await using var transaction = await db.BeginTransactionAsync();
    await SaveAsync(player, level, points, (sql, values) => AskAsync(db.CreateCommand(), sql, values));
    await transaction.CommitAsync();
}

async Task SaveScoreMySql(MySqlConnection web, long player, int level, int points)
{
    await using var transaction = await web.BeginTransactionAsync();
    Task<object?> RunAsync(string sql, params long[] values)
    {
        var command = web.CreateCommand();
        command.Transaction = transaction;
        return AskAsync(command, sql, values);
    }

    if (await RunAsync("select id from player where id = @p0 for update", player) is null)
        throw new ArgumentException($"There is no player {player}.");
    await SaveAsync(player, level, points, (sql, values) => RunAsync(sql, values));
    await transaction.CommitAsync();
}

async Task SaveAsync(long player, int level, int points, Func<string, long[], Task<object?>> ask)
{
    var best = await ask("select points from score where player_id = @p0 and level = @p1", [player, level]);
    if (best is null)
        await ask("insert into score (player_id, level, points) values (@p0, @p1, @p2)", [player, level, points]);
    else if (Convert.ToInt32(best) < points)
        await ask("update score set points = @p2 where player_id = @p0 and level = @p1", [player, level, points]);
}

async Task<object?> AskAsync(System.Data.Common.DbCommand command, string sql, params long[] values)
{
    await using var _ = command;
    command.CommandText = sql;
    for (var i = 0; i < values.Length; i++)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ($"@p{i}", values[i]);
        command.Parameters.Add(parameter);
    }

    return await command.ExecuteScalarAsync();
}

async Task<long?> FindPlayerSqlite(SqliteConnection db, string tag)
{
    await using var command = db.CreateCommand();
    command.CommandText = "select id from player where tag is $tag";
    command.Parameters.AddWithValue("$tag", tag);
    return (long?)await command.ExecuteScalarAsync();
}

// MySQL names those who may be it, and C# decides, letter by letter.
async Task<long?> FindPlayerMySql(MySqlConnection web, string tag)
{
    await using var command = web.CreateCommand();
    command.CommandText = "select id, tag from player where tag = @tag";
    command.Parameters.AddWithValue("@tag", tag);
    await using var reader = await command.ExecuteReaderAsync();
    while (await reader.ReadAsync())
        if (string.Equals(reader.GetString(1), tag, StringComparison.Ordinal))
            return reader.GetInt64(0);
    return null;
}
