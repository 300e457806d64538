namespace BackendLabs.Compiler.Services.Sqlite;

internal sealed class SqliteHome : ServiceHome
{
    public override IReadOnlyDictionary<(string Type, string Member), string> OthersMembers { get; } = new Dictionary<(string, string), string>
    {
        [("SqliteConnection", "Query")] = "Dapper is not part of this lab. Use db.CreateCommand(), set its CommandText and Parameters, and ExecuteReader().",
        [("SqliteConnection", "QueryAsync")] = "Dapper is not part of this lab. Use db.CreateCommand(), set its CommandText and Parameters, and ExecuteReaderAsync().",
        [("SqliteConnection", "QuerySingle")] = "Dapper is not part of this lab. Use db.CreateCommand(), and ExecuteReader() or ExecuteScalar().",
        [("SqliteConnection", "QueryFirstOrDefault")] = "Dapper is not part of this lab. Use db.CreateCommand(), and ExecuteReader() or ExecuteScalar().",
        [("SqliteConnection", "Execute")] = "A connection makes commands, and they run: using var command = db.CreateCommand(); command.CommandText = …; command.ExecuteNonQuery();",
        [("SqliteConnection", "ExecuteReader")] = "A connection makes commands, and they run: using var command = db.CreateCommand(); command.CommandText = …; command.ExecuteReader();",
        [("SqliteConnection", "ExecuteScalar")] = "A connection makes commands, and they run: using var command = db.CreateCommand(); command.CommandText = …; command.ExecuteScalar();",
        [("SqliteConnection", "ExecuteNonQuery")] = "A connection makes commands, and they run: using var command = db.CreateCommand(); command.CommandText = …; command.ExecuteNonQuery();",
    };
}
