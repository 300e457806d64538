using System.Data;
using BackendLabs.Contract;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BackendLabs.SnippetHost.Services.Sqlite;

/// <summary>Opens the world's database for one call; each statement on it is told.</summary>
internal static class SnippetDatabase
{
    /// <summary>How long a statement waits for another's lock; well inside the shortest usual time limit.</summary>
    private const int BusySeconds = 2;

    /// <param name="isFull">Whether there is room for no page more than the file has: SQLite then answers as on a full disk.</param>
    /// <param name="ended">Interrupts the statement under way.</param>
    public static SqliteConnection Open(string path, bool isFull, Action<HostToJudge> send, CancellationToken ended)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ToString());
        // A snippet may close its connection and open it again, and has another handle then.
        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState != ConnectionState.Open)
                return;
            // The setting is of this connection alone; it never goes below what the file has.
            if (isFull)
                StatementTrace.Unseen(() => raw.sqlite3_exec(connection.Handle, "pragma max_page_count = 1"));
            DatabaseGate.Close(connection, refusal => send(new HostToJudge.Refused(refusal)), ended);
        };
        connection.Open();
        MissingValues.Watch(connection);
        return connection;
    }
}
