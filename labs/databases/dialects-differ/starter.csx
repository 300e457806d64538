// The same tables on both sides: player (id, tag), score (id, player_id, level, points, medal), cheer (id, score_id, words).
// Parameters are written @name, on SQLite as on MySQL.

long? AddPlayerSqlite(SqliteConnection db, string tag)
{
    // More than 12 characters: null. Else insert, and the id that the row was given.
    return null;
}

long? AddPlayerMySql(MySqlConnection web, string tag)
{
    return null;
}

void SaveScoreSqlite(SqliteConnection db, long player, int level, int points)
{
    // insert ... on conflict ...
}

void SaveScoreMySql(MySqlConnection web, long player, int level, int points)
{
    // insert ... on duplicate key ...
}

long? FindPlayerSqlite(SqliteConnection db, string tag)
{
    // The id of exactly this tag, or null.
    return null;
}

long? FindPlayerMySql(MySqlConnection web, string tag)
{
    return null;
}
