using System.Diagnostics;
using BackendLabs.Contract;
using BackendLabs.SnippetHost.Calls;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BackendLabs.SnippetHost.Services;

/// <summary>Opens the world's database for one call and reports each statement that finishes on it.</summary>
internal static class SnippetDatabase
{
    /// <summary>How long a statement waits for another's lock; well inside the shortest usual time limit.</summary>
    private const int BusySeconds = 2;

    private const int Shown = 180;

    /// <param name="ended">Interrupts the statement under way.</param>
    public static SqliteConnection Open(string path, SnippetAssembly snippet, Action<HostReply> send, CancellationToken ended)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ToString());
        connection.Open();
        DatabaseGate.Close(connection, refusal => send(new HostReply.Refused(refusal)), ended);
        raw.sqlite3_profile(connection.Handle, (_, sql, nanoseconds) => Report(sql, nanoseconds, snippet, send), null);
        return connection;
    }

    private static void Report(string sql, long nanoseconds, SnippetAssembly snippet, Action<HostReply> send)
    {
        var duration = nanoseconds / 1_000;
        // A statement that ends while its reader is disposed of has no offset in the method: better no line than a wrong one.
        var frame = SnippetErrors.Frames(new StackTrace(), snippet).FirstOrDefault();
        var seen = new TimelineEvent(
            TimeProvider.System.Microseconds() - duration, duration, "sqlite", Verb(sql), OnOneLine(sql));
        send(new HostReply.Observed(seen, frame is { Offset: > 0 } ? frame : null));
    }

    private static string Verb(string sql)
    {
        var text = sql.AsSpan().TrimStart();
        var end = text.IndexOfAny(' ', '\n', ';');
        return (end < 0 ? text : text[..end]).ToString().ToLowerInvariant();
    }

    private static string OnOneLine(string sql)
    {
        var line = string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Shown ? line : line[..(Shown - 1)] + "…";
    }
}
