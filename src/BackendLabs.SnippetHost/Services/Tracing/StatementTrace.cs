using System.Collections.Concurrent;
using System.Data;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BackendLabs.Contract;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BackendLabs.SnippetHost.Services.Tracing;

/// <summary>
/// Tells the judge of each statement that runs on a connection, whoever made the command: the library calls back on the
/// snippet's own thread when a statement begins, gives a row, and has ended (https://sqlite.org/c3ref/trace_v2.html).
/// </summary>
internal sealed unsafe partial class StatementTrace
{
    private const uint Begins = 1;
    private const uint Ended = 2;
    private const uint GivesRow = 4;

    // By number and not by address: a callback that comes after the connection has gone finds nothing.
    private static readonly ConcurrentDictionary<nint, StatementTrace> Open = new();
    private static long _lastNumber;

    [ThreadStatic]
    private static string? _trouble;

    private readonly ConcurrentDictionary<nint, RunningStatement> _running = new();
    private readonly SnippetFrames _frames;
    private readonly Action<HostReply> _send;
    private readonly sqlite3 _handle;

    private StatementTrace(sqlite3 handle, SnippetFrames frames, Action<HostReply> send)
    {
        _handle = handle;
        _frames = frames;
        _send = send;
    }

    /// <summary>Why a statement failed is said to the library's log only. Must be called before the first connection is opened.</summary>
    public static void ListenToErrors() => raw.sqlite3_config_log((strdelegate_log)((_, _, message) => Hear(message)), null);

    public static void Attach(SqliteConnection connection, SnippetFrames frames, Action<HostReply> send)
    {
        var number = (nint)Interlocked.Increment(ref _lastNumber);
        Open[number] = new StatementTrace(connection.Handle!, frames, send);
        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState == ConnectionState.Closed)
                Open.TryRemove(number, out var _);
        };
        var handle = connection.Handle!.DangerousGetHandle();
        _ = BusyHandler(handle, &OnBusy, 0);
        _ = TraceV2(handle, Begins | Ended | GivesRow, &OnEvent, number);
    }

    // Waiting is left to the client, as it would be without a handler.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnBusy(nint context, int attempts)
    {
        _trouble = "the database is locked: another connection is writing";
        return 0;
    }

    // A statement that cannot be read never begins: it is told of here. The log does not say on which connection that
    // was, but all of this process tell the same judge.
    private static void Hear(string message)
    {
        _trouble = message;
        if (!RunningStatement.IsOfReading(message) || Open.Values.FirstOrDefault() is not { } any)
            return;
        try
        {
            any._send(RunningStatement.Unreadable(message, any._frames.Innermost()));
        }
        catch (Exception error) when (error is IOException or BrokenMessageException or ObjectDisposedException)
        {
            // The judge is gone, and with it the reason for this process.
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnEvent(uint kind, nint number, nint statement, nint detail)
    {
        // Nothing may be thrown into the library, and what cannot be told is not worth the snippet's statement.
        try
        {
            if (Open.TryGetValue(number, out var trace))
                trace.Take(kind, statement, detail);
        }
        catch (Exception error) when (error is IOException or BrokenMessageException or ObjectDisposedException)
        {
            return 0;
        }

        return 0;
    }

    private void Take(uint kind, nint statement, nint detail)
    {
        switch (kind)
        {
            case Begins:
                Begin(statement, Marshal.PtrToStringUTF8(detail) ?? "");
                break;
            case GivesRow when _running.TryGetValue(statement, out var running):
                running.Rows++;
                break;
            case Ended when _running.TryRemove(statement, out var running):
                _send(running.Ended(raw.sqlite3_changes(_handle), _trouble));
                _trouble = null;
                break;
        }
    }

    private void Begin(nint statement, string sql)
    {
        // What a trigger does is announced as a comment; it is part of the statement that fired it.
        if (sql.StartsWith("--", StringComparison.Ordinal) && _running.ContainsKey(statement))
            return;
        _trouble = null;
        _running[statement] = new RunningStatement(sql, StatementParameters.Of(sql, Expanded(statement)), _frames.Innermost());
    }

    private static string? Expanded(nint statement)
    {
        if (ParameterCount(statement) == 0)
            return null;
        var text = ExpandedSql(statement);
        try
        {
            return Marshal.PtrToStringUTF8(text);
        }
        finally
        {
            Free(text);
        }
    }

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_trace_v2")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int TraceV2(nint connection, uint kinds, delegate* unmanaged[Cdecl]<uint, nint, nint, nint, int> callback, nint context);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_busy_handler")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int BusyHandler(nint connection, delegate* unmanaged[Cdecl]<nint, int, int> handler, nint context);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_expanded_sql")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial nint ExpandedSql(nint statement);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_bind_parameter_count")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int ParameterCount(nint statement);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_free")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial void Free(nint memory);
}
