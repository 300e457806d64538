using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BackendLabs.Contract;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BackendLabs.SnippetHost.Services.Tracing;

/// <summary>
/// Tells the judge of each statement that runs in this process, on whichever connection: the library calls back on the
/// snippet's own thread when a statement begins, gives a row, and has ended (https://sqlite.org/c3ref/trace_v2.html).
/// </summary>
internal sealed unsafe partial class StatementTrace
{
    private const uint Begins = 1;
    private const uint Ended = 2;
    private const uint GivesRow = 4;
    private const uint Closes = 8;

    /// <summary>https://sqlite.org/c3ref/c_stmtstatus_counter.html.</summary>
    private const int FullScanSteps = 1;

    // By number and not by address: a callback that comes after the connection has gone finds nothing.
    private static readonly ConcurrentDictionary<nint, StatementTrace> Open = new();
    private static Listener? _listener;
    private static long _lastNumber;

    [ThreadStatic]
    private static string? _trouble;

    // The host's own setting up of a connection is nobody's statement.
    [ThreadStatic]
    private static bool _isOurs;

    private readonly ConcurrentDictionary<nint, RunningStatement> _running = new();
    private readonly Listener _to;
    private readonly nint _connection;

    private StatementTrace(nint connection, Listener to)
    {
        _connection = connection;
        _to = to;
    }

    /// <summary>
    /// Must be called once, before the first connection is opened. Why a statement failed is said to the library's log
    /// only; and each connection of the process is announced, those too that the snippet opens by itself.
    /// </summary>
    public static void Prepare()
    {
        raw.sqlite3_config_log((strdelegate_log)((_, _, message) => Hear(message)), null);
        _ = AutoExtension(&OnOpened);
    }

    /// <summary>From now on statements are told and held.</summary>
    public static void Listen(SnippetFrames frames, Action<HostReply> send, StatementHolds holds) => _listener = new Listener(frames, send, holds);

    /// <summary>Traces a connection that was not announced: not every system's library does so.</summary>
    public static void Ensure(SqliteConnection connection)
    {
        var handle = connection.Handle!.DangerousGetHandle();
        if (Open.Values.All(trace => trace._connection != handle))
            Attach(handle);
    }

    /// <summary>Does something on a connection that is not told.</summary>
    public static void Unseen(Action work)
    {
        _isOurs = true;
        try
        {
            work();
        }
        finally
        {
            _isOurs = false;
        }
    }

    private static void Attach(nint connection)
    {
        if (_listener is not { } listener)
            return;
        var number = (nint)Interlocked.Increment(ref _lastNumber);
        Open[number] = new StatementTrace(connection, listener);
        _ = BusyHandler(connection, &OnBusy, 0);
        _ = TraceV2(connection, Begins | Ended | GivesRow | Closes, &OnEvent, number);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnOpened(nint connection, nint error, nint routines)
    {
        Attach(connection);
        return 0;
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
            any._to.Send(RunningStatement.Unreadable(message, any._to.Frames.Innermost()));
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
            if (kind == Closes)
                Open.TryRemove(number, out _);
            else if (Open.TryGetValue(number, out var trace))
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
                _to.Send(running.Ended(Changes(_connection), _trouble, StatementStatus(statement, FullScanSteps, 0)));
                _trouble = null;
                break;
        }
    }

    private void Begin(nint statement, string sql)
    {
        // What a trigger does is announced as a comment; it is part of the statement that fired it.
        if (sql.StartsWith("--", StringComparison.Ordinal) && _running.ContainsKey(statement))
            return;
        if (_isOurs)
            return;
        var writes = StatementHolds.IsWrite(IsReadOnly(statement) != 0, sql);
        _to.Holds.Pass(writes);
        _trouble = null;
        // Counted from here: a statement that is run again has the steps of the last time.
        _ = StatementStatus(statement, FullScanSteps, 1);
        var expanded = Expanded(statement);
        _running[statement] = new RunningStatement(sql, StatementParameters.Of(sql, expanded), _to.Frames.Innermost(), writes, expanded);
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

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_auto_extension")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int AutoExtension(delegate* unmanaged[Cdecl]<nint, nint, nint, int> entry);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_stmt_status")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int StatementStatus(nint statement, int counter, int reset);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_stmt_readonly")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int IsReadOnly(nint statement);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_changes")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int Changes(nint connection);

    private sealed record Listener(SnippetFrames Frames, Action<HostReply> Send, StatementHolds Holds);
}
