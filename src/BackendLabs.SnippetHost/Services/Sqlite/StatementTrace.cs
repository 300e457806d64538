using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BackendLabs.Contract;
using SQLitePCL;

namespace BackendLabs.SnippetHost.Services.Sqlite;

/// <summary>
/// Tells the judge of each statement that runs in this process, on whichever connection: the library calls back on the
/// snippet's own thread when a statement begins, gives a row, and has ended (https://sqlite.org/c3ref/trace_v2.html).
/// </summary>
internal static unsafe class StatementTrace
{
    // By number and not by address: a callback that comes after the connection has gone finds nothing.
    private static readonly List<TracedConnection?> Open = [];
    private static StatementListener? _listener;

    [ThreadStatic]
    private static string? _trouble;

    [ThreadStatic]
    private static bool _isOurs;

    /// <summary>What the library has said on this thread since it last began or ended a statement; null where nothing.</summary>
    public static string? Trouble
    {
        get => _trouble;
        set => _trouble = value;
    }

    /// <summary>Whether this thread is setting up a connection for the host, which is nobody's statement.</summary>
    public static bool IsOurs => _isOurs;

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
    public static void Listen(SnippetFrames frames, Action<HostToJudge> send, StatementHolds holds) => _listener = new StatementListener(frames, send, holds);

    public static void TurnOff() => _listener = null;

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

    /// <summary>Tells of each statement that runs now.</summary>
    public static void TellPending()
    {
        TracedConnection[] open;
        lock (Open)
            open = [.. Open.OfType<TracedConnection>()];
        foreach (var connection in open)
            connection.TellPending();
    }

    private static void Attach(nint connection)
    {
        if (_listener is not { } listener)
            return;
        int number;
        lock (Open)
        {
            number = Open.Count;
            Open.Add(new TracedConnection(connection, listener));
        }

        _ = SqliteCalls.BusyHandler(connection, &OnBusy, 0);
        _ = SqliteCalls.TraceV2(connection, TracedConnection.Kinds, &OnEvent, number);
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
            TracedConnection? connection;
            lock (Open)
            {
                connection = Open[(int)number];
                if (kind == TracedConnection.Closes)
                    Open[(int)number] = null;
            }

            connection?.Follow(kind, statement, detail);
        }
        catch (Exception)
        {
            return 0;
        }

        return 0;
    }
}
