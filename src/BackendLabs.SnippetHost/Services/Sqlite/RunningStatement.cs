using BackendLabs.Contract;

namespace BackendLabs.SnippetHost.Services.Sqlite;

/// <summary>A statement between its first step and its end, which for a reader is where the reader was closed or read to its end.</summary>
internal sealed class RunningStatement(nint handle, string sql, string parameters, StackFrameToken? frame, bool writes, string? expanded)
{
    private const int LongestSql = 110;
    private const int LongestTrouble = 90;

    /// <summary>From here on it is worth telling how many rows were gone through one by one.</summary>
    private const long ManyStepped = 1_000;

    private readonly long _began = TimeProvider.System.Microseconds();
    private readonly bool _isInScope = AmbientTransaction.IsOpen;

    /// <summary>By which the library knows it while it runs.</summary>
    public nint Handle => handle;

    public int Rows { get; set; }

    /// <summary>Whether the library's log says of a statement that it could not be read: <c>near "x": syntax error in "x from t"</c>.</summary>
    public static bool IsOfReading(string trouble) =>
        trouble.EndsWith('"') && trouble.Contains(" in \"", StringComparison.Ordinal) && !trouble.Contains("abort", StringComparison.Ordinal);

    /// <summary>Tells of such a statement, of which only the end is known.</summary>
    public static HostToJudge.Observed Unreadable(string trouble, StackFrameToken? frame)
    {
        var detail = "-> error: " + ShownText.OnOneLine(trouble, LongestSql + LongestTrouble - 20);
        return new HostToJudge.Observed(new TimelineEvent(TimeProvider.System.Microseconds(), 0, SqliteHome.Name, "prepare", detail, Failed: true), frame);
    }

    /// <param name="changed">Rows that the connection's last writing statement changed.</param>
    /// <param name="trouble">What the library said of an error in the meantime; null where nothing.</param>
    /// <param name="stepped">Rows that no index led to.</param>
    public HostToJudge.Observed Ended(int changed, string? trouble, long stepped)
    {
        var duration = Math.Max(1, TimeProvider.System.Microseconds() - _began);
        var verb = Verb();
        var outcome = trouble is not null ? " -> error: " + ShownText.OnOneLine(Plain(trouble), LongestTrouble) : Outcome(verb, changed);
        if (stepped >= ManyStepped)
            outcome += $", {stepped} looked through";
        var seen = new TimelineEvent(_began, duration, SqliteHome.Name, verb, Shown() + outcome, Failed: trouble is not null, InScope: _isInScope);
        var whole = sql.Length <= StatementFacts.LongestSql ? sql : sql[..StatementFacts.LongestSql];
        return new HostToJudge.Observed(seen, frame, Statement: new StatementFacts(whole, Rows, stepped, writes, trouble is null ? null : Plain(trouble))
        {
            Expanded = expanded is { Length: <= StatementFacts.LongestSql } ? expanded : null,
        });
    }

    /// <summary>It has not ended when time is up.</summary>
    public HostToJudge.Observed Pending() => new(
        new TimelineEvent(_began, 0, SqliteHome.Name, Verb(), Shown() + " -> not finished when time was up", Pending: true, InScope: _isInScope), frame);

    private string Shown() =>
        ShownText.OnOneLine(string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), LongestSql) + (parameters.Length == 0 ? "" : $" ({parameters})");

    private string Outcome(string verb, int changed) => verb switch
    {
        "insert" or "update" or "delete" or "replace" => $" -> {Count(changed)} changed",
        "select" or "with" or "values" => " -> " + Count(Rows),
        _ => Rows > 0 ? " -> " + Count(Rows) : "",
    };

    private string Verb() => VerbOf(sql);

    /// <summary>The statement's first word; what a comment before it says is none.</summary>
    public static string VerbOf(string sql)
    {
        var text = sql.AsSpan().TrimStart(" \t\r\n\f;");
        while (text.StartsWith("--") || text.StartsWith("/*"))
        {
            var (mark, length) = text[0] == '-' ? ("\n", 1) : ("*/", 2);
            var close = text[2..].IndexOf(mark);
            text = close < 0 ? "" : text[(2 + close + length)..].TrimStart(" \t\r\n\f;");
        }

        var end = text.IndexOfAny(" \t\r\n\f;(/-\"'[`*");
        return (end < 0 ? text : text[..end]).ToString().ToLowerInvariant();
    }

    private static string Count(int rows) => rows == 1 ? "1 row" : $"{rows} rows";

    // "abort at 9 in [insert …]: UNIQUE constraint failed: t.id", or in another order: the statement stands before it already.
    private string Plain(string trouble)
    {
        if (!trouble.StartsWith("abort at ", StringComparison.Ordinal) && !trouble.StartsWith("statement aborts at ", StringComparison.Ordinal))
            return trouble;
        var words = trouble[(trouble.IndexOf(" at ", StringComparison.Ordinal) + 4)..].TrimStart([.. "0123456789: "]);
        if (words.StartsWith("in [", StringComparison.Ordinal))
            words = words[3..];
        return words.Replace($"[{sql}]", "", StringComparison.Ordinal).Trim(' ', ':', ';');
    }
}
