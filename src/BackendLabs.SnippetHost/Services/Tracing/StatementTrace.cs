using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using BackendLabs.Contract;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BackendLabs.SnippetHost.Services.Tracing;

/// <summary>
/// Tells the judge of each statement that runs in this process, on whichever connection: the library calls back on the
/// snippet's own thread when a statement begins, gives a row, and has ended (https://sqlite.org/c3ref/trace_v2.html).
/// </summary>
internal sealed unsafe class StatementTrace
{
    private const uint Begins = 1;
    private const uint Ended = 2;
    private const uint GivesRow = 4;
    private const uint Closes = 8;

    /// <summary>https://sqlite.org/c3ref/c_stmtstatus_counter.html.</summary>
    private const int FullScanSteps = 1;

    // By number and not by address: a callback that comes after the connection has gone finds nothing.
    private static readonly List<StatementTrace?> Open = [];
    private static Listener? _listener;

    [ThreadStatic]
    private static string? _trouble;

    // The host's own setting up of a connection is nobody's statement.
    [ThreadStatic]
    private static bool _isOurs;

    private readonly List<RunningStatement> _running = [];
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
        _ = SqliteCalls.AutoExtension(&OnOpened);
    }

    /// <summary>From now on statements are told and held.</summary>
    public static void Listen(SnippetFrames frames, Action<HostReply> send, StatementHolds holds) => _listener = new Listener(frames, send, holds);

    public static void TurnOff() => _listener = null;

    /// <summary>Traces a connection that was not announced: not every system's library does so.</summary>
    public static void Ensure(SqliteConnection connection)
    {
        var handle = connection.Handle!.DangerousGetHandle();
        lock (Open)
        {
            // The latest is the likeliest.
            for (var number = Open.Count - 1; number >= 0; number--)
            {
                if (Open[number]?._connection == handle)
                    return;
            }
        }

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
        int number;
        lock (Open)
        {
            number = Open.Count;
            Open.Add(new StatementTrace(connection, listener));
        }

        _ = SqliteCalls.BusyHandler(connection, &OnBusy, 0);
        _ = SqliteCalls.TraceV2(connection, Begins | Ended | GivesRow | Closes, &OnEvent, number);
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
        if (!RunningStatement.IsOfReading(message) || _listener is not { } listener)
            return;
        try
        {
            listener.Send(RunningStatement.Unreadable(message, listener.Frames.Innermost()));
        }
        catch (Exception)
        {
            // As for what begins and ends.
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnEvent(uint kind, nint number, nint statement, byte* detail)
    {
        // Nothing may be thrown into the library, which would end the process; and what cannot be told, for want of
        // memory or of a judge, is not worth the snippet's statement.
        try
        {
            StatementTrace? trace;
            lock (Open)
            {
                trace = Open[(int)number];
                if (kind == Closes)
                    Open[(int)number] = null;
            }

            trace?.Follow(kind, statement, detail);
        }
        catch (Exception)
        {
            return 0;
        }

        return 0;
    }

    private void Follow(uint kind, nint statement, byte* detail)
    {
        switch (kind)
        {
            case Begins:
                Begin(statement, MemoryMarshal.CreateReadOnlySpanFromNullTerminated(detail));
                break;
            case GivesRow when Find(statement) is { } running:
                running.Rows++;
                break;
            case Ended when Find(statement) is { } running:
                _running.Remove(running);
                _to.Send(running.Ended(SqliteCalls.Changes(_connection), _trouble, SqliteCalls.StatementStatus(statement, FullScanSteps, 0)));
                _trouble = null;
                break;
        }
    }

    private void Begin(nint statement, ReadOnlySpan<byte> sql)
    {
        // What a trigger does is announced as a comment; it is part of the statement that fired it.
        var earlier = Find(statement);
        if (sql.StartsWith("--"u8) && earlier is not null)
            return;
        if (_isOurs)
            return;
        var text = Encoding.UTF8.GetString(sql);
        var writes = StatementHolds.IsWrite(SqliteCalls.IsReadOnly(statement) != 0, text);
        _to.Holds.Pass(writes);
        _trouble = null;
        // Counted from here: a statement that is run again has the steps of the last time.
        _ = SqliteCalls.StatementStatus(statement, FullScanSteps, 1);
        var (shown, expanded) = SqliteCalls.ParameterCount(statement) == 0 ? ("", null) : Values(statement, sql);
        if (earlier is not null)
            _running.Remove(earlier);
        _running.Add(new RunningStatement(statement, text, shown, _to.Frames.Innermost(), writes, expanded));
    }

    // The library gives none where the whole would be longer than the connection's longest value.
    private static (string Shown, string? Expanded) Values(nint statement, ReadOnlySpan<byte> sql)
    {
        var memory = SqliteCalls.ExpandedSql(statement);
        try
        {
            var expanded = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(memory);
            return (StatementParameters.Of(sql, expanded), expanded.Length is 0 or > StatementFacts.LongestSql ? null : Encoding.UTF8.GetString(expanded));
        }
        finally
        {
            SqliteCalls.Free(memory);
        }
    }

    // The library lets one thread at a time into a connection, and few of its statements run at once.
    private RunningStatement? Find(nint statement) => _running.Find(one => one.Handle == statement);

    private sealed record Listener(SnippetFrames Frames, Action<HostReply> Send, StatementHolds Holds);
}
