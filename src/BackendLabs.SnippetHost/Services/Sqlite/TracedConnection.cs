using System.Runtime.InteropServices;
using System.Text;
using BackendLabs.Contract;

namespace BackendLabs.SnippetHost.Services.Sqlite;

/// <summary>One connection's statements under way. The library calls for one connection from one thread at a time.</summary>
internal sealed unsafe class TracedConnection(nint connection, StatementListener to)
{
    /// <summary>What the library is to call back for: all of the four.</summary>
    public const uint Kinds = Begins | Ended | GivesRow | Closes;

    /// <summary>The connection's end.</summary>
    public const uint Closes = 8;

    private const uint Begins = 1;
    private const uint Ended = 2;
    private const uint GivesRow = 4;

    /// <summary>https://sqlite.org/c3ref/c_stmtstatus_counter.html.</summary>
    private const int FullScanSteps = 1;

    private readonly List<RunningStatement> _running = [];

    /// <summary>Tells of what runs now, on another thread than this one.</summary>
    public void TellPending()
    {
        RunningStatement[] running;
        try
        {
            running = [.. _running];
        }
        catch (Exception)
        {
            // One of them ended just then.
            return;
        }

        // A reader that has given rows and is not closed runs too, but it is the code that does not go on then.
        if (running.LastOrDefault(one => one.Rows == 0) is { } waits)
            to.Send(waits.Pending());
    }

    public void Follow(uint kind, nint statement, byte* detail)
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
                to.Send(running.Ended(SqliteCalls.Changes(connection), StatementTrace.Trouble, SqliteCalls.StatementStatus(statement, FullScanSteps, 0)));
                StatementTrace.Trouble = null;
                break;
        }
    }

    private void Begin(nint statement, ReadOnlySpan<byte> sql)
    {
        // What a trigger does is announced as a comment; it is part of the statement that fired it.
        var earlier = Find(statement);
        if (sql.StartsWith("--"u8) && earlier is not null)
            return;
        if (StatementTrace.IsOurs)
            return;
        var text = Encoding.UTF8.GetString(sql);
        var writes = StatementHolds.IsWrite(SqliteCalls.IsReadOnly(statement) != 0, text);
        to.Holds.Pass(writes);
        StatementTrace.Trouble = null;
        // Counted from here: a statement that is run again has the steps of the last time.
        _ = SqliteCalls.StatementStatus(statement, FullScanSteps, 1);
        var (shown, expanded) = SqliteCalls.ParameterCount(statement) == 0 ? ("", null) : Values(statement, sql);
        if (earlier is not null)
            _running.Remove(earlier);
        _running.Add(new RunningStatement(statement, text, shown, to.Frames.Innermost(), writes, expanded));
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
}

/// <summary>Whom statements are told and who holds them.</summary>
internal sealed record StatementListener(SnippetFrames Frames, Action<HostToJudge> Send, StatementHolds Holds);
