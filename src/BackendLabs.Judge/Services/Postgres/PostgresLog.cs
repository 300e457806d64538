using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BackendLabs.Judge.Services.Servers;

namespace BackendLabs.Judge.Services.Postgres;

/// <summary>
/// Reads the server's log of statements (log_min_duration_statement = 0). Each report begins with the prefix that the grader
/// set, <c>%n|%p|%u|%e|</c>; lines of a text that follow begin with a tab, so no text can look like a report. A session writes
/// a statement's report before it tells its client that it is ready for the next.
/// </summary>
internal sealed partial class PostgresLog(string path) : IStatementLog
{
    private const int MostBytes = IStatementLog.MostBytes;

    private readonly Dictionary<string, Report> _open = [];
    private long _position;

    public bool IsCut { get; private set; }

    public IReadOnlyList<ServerStatement> Read()
    {
        var statements = new List<ServerStatement>();
        foreach (var report in Reports(ReadText()))
            Take(report, statements);
        statements.AddRange(_open.Values.Where(one => one.Statement is not null).Select(one => one.Statement!));
        _open.Clear();
        return statements;
    }

    private string ReadText()
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        IsCut = file.Length >= MostBytes;
        if (_position >= MostBytes || file.Length <= _position)
            return "";
        file.Position = _position;
        var bytes = new byte[Math.Min(file.Length, MostBytes) - _position];
        file.ReadExactly(bytes);
        // Up to the last whole line: a report is written in one piece, and still a reader may come between.
        var whole = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        _position += whole;
        return Encoding.UTF8.GetString(bytes.AsSpan(0, whole));
    }

    private static IEnumerable<string> Reports(string text)
    {
        var report = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith('\t'))
            {
                report.Append('\n').Append(line, 1, line.Length - 1);
                continue;
            }

            if (report.Length > 0)
                yield return report.ToString();
            report.Clear().Append(line);
        }
    }

    // What belongs to a statement comes as further reports of the same session: DETAIL after a duration, STATEMENT after an error.
    private void Take(string text, List<ServerStatement> statements)
    {
        if (Prefix().Match(text) is not { Success: true } prefix)
            return;
        var (session, user) = (prefix.Groups["session"].Value, prefix.Groups["user"].Value);
        var ended = (long)(decimal.Parse(prefix.Groups["at"].Value, CultureInfo.InvariantCulture) * 1_000_000);
        var rest = text[prefix.Length..];
        if (Detail().Match(rest) is { Success: true } detail)
        {
            if (_open.TryGetValue(session, out var open) && open.Statement is { } statement)
                _open[session] = open with { Statement = statement with { Parameters = detail.Groups["values"].Value } };
            return;
        }

        if (rest.StartsWith("STATEMENT:  ", StringComparison.Ordinal) && _open.Remove(session, out var failed) && failed.Error is not null)
        {
            statements.Add(new ServerStatement(failed.Ended, 0, user, rest["STATEMENT:  ".Length..], "", failed.Error));
            return;
        }

        if (Duration().Match(rest) is { Success: true } duration)
        {
            Close(session, statements);
            var took = (long)(decimal.Parse(duration.Groups["ms"].Value, CultureInfo.InvariantCulture) * 1_000);
            var sql = rest[duration.Length..];
            // Parsing and binding have a report each; their values are told again by the execution's.
            if (duration.Groups["step"].Value is not ("parse" or "bind") && !IsClients(sql))
                _open[session] = new Report(ended, null, new ServerStatement(ended - took, took, user, sql, "", Error: null));
            return;
        }

        if (rest.StartsWith("ERROR:  ", StringComparison.Ordinal) || rest.StartsWith("FATAL:  ", StringComparison.Ordinal))
        {
            Close(session, statements);
            _open[session] = new Report(ended, rest["ERROR:  ".Length..], null);
        }
    }

    private void Close(string session, List<ServerStatement> statements)
    {
        if (_open.Remove(session, out var before) && before.Statement is { } statement)
            statements.Add(statement);
    }

    // The client library's own, when a connection goes back to its pool.
    private static bool IsClients(string sql) => sql is "DISCARD ALL";

    [GeneratedRegex(@"^(?<at>\d+\.\d+)\|(?<session>\d+)\|(?<user>[^|]*)\|(?<code>\w+)\|", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Prefix();

    [GeneratedRegex(@"^LOG:  duration: (?<ms>[\d.]+) ms  (?<step>statement|execute|parse|bind)[^:]*: ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Duration();

    [GeneratedRegex(@"^DETAIL:  [Pp]arameters: (?<values>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Detail();

    /// <param name="Error">Of a statement whose text follows; null otherwise.</param>
    /// <param name="Statement">That ended well; its parameters may follow.</param>
    private sealed record Report(long Ended, string? Error, ServerStatement? Statement);
}
