using System.Net.Sockets;
using BackendLabs.Judge.Services.Servers;
using MySqlConnector;

namespace BackendLabs.Judge.Services.Mysql;

/// <summary>
/// Reads the server's general log, a table: in a file, a line end in a student's text could look like the next entry. A
/// statement is written down before it begins, so how it ended is not in it
/// (https://mariadb.com/kb/en/general-query-log/).
/// </summary>
/// <param name="make">Makes a connection of the judge's, not opened yet.</param>
internal sealed class MysqlLog(Func<MySqlConnection> make) : IStatementLog, IAsyncDisposable
{
    private MySqlConnection? _connection;
    private long _read;
    private long _characters;

    public bool IsCut => _characters > IStatementLog.MostBytes;

    public IReadOnlyList<ServerStatement> Read()
    {
        var statements = new List<ServerStatement>();
        try
        {
            if (_connection is null)
            {
                var connection = make();
                connection.Open();
                _connection = connection;
            }

            if (IsCut)
                return [];
            using var command = _connection.CreateCommand();
            command.CommandText = "select event_time, user_host, command_type, argument from mysql.general_log limit 1000000 offset @read";
            command.Parameters.AddWithValue("@read", _read);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                _read++;
                var sql = reader.GetString(3);
                if ((_characters += sql.Length) > IStatementLog.MostBytes)
                    break;
                if (reader.GetString(2) is "Query" or "Execute" && !IsClients(sql))
                    statements.Add(new ServerStatement(Microseconds(reader.GetDateTime(0)), 0, UserOf(reader.GetString(1)), sql, "", Error: null));
            }
        }
        catch (Exception error) when (error is MySqlException or SocketException or IOException or InvalidOperationException)
        {
            // The server is gone; what it had written goes with it, and was read before the judge ended it. A connection
            // that broke cannot even be closed.
            _connection = null;
        }

        return statements;
    }

    public void Restarted() => _read = 0;

    public ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    // The client library's own, at the beginning of a connection.
    private static bool IsClients(string sql) => sql.StartsWith("SET NAMES ", StringComparison.Ordinal);

    // "h1[h1] @ localhost []".
    private static string UserOf(string userHost) => userHost[..Math.Max(0, userHost.IndexOf('[', StringComparison.Ordinal))];

    private static long Microseconds(DateTime time) => (DateTime.SpecifyKind(time, DateTimeKind.Utc) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
