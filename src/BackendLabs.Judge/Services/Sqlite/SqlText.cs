using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BackendLabs.Judge.Services.Sqlite;

/// <summary>What a check's own SQL is going to do, as far as its words tell.</summary>
internal static partial class SqlText
{
    private static readonly string[] Transactions = ["begin", "commit", "end", "rollback", "savepoint", "release", "pragma", "vacuum", "attach", "detach"];

    private static readonly string[] Readers = ["select", "values", "explain", "pragma"];

    /// <summary>The first word in small letters, behind spaces and comments.</summary>
    public static string Verb(string sql) => Word().Match(Blank().Replace(sql, "")).Value.ToLowerInvariant();

    /// <summary>Whether it can run within a transaction that the judge begins for it.</summary>
    public static bool FitsTransaction(string sql) => !Transactions.Contains(Verb(sql));

    public static bool Writes(string sql) => Verb(sql) is var verb && verb == "with" ? Changing().IsMatch(sql) : !Readers.Contains(verb);

    /// <summary>Whether it changes rows, rather than tables or nothing.</summary>
    public static bool ChangesRows(string sql) => Verb(sql) is "insert" or "update" or "delete" or "replace" or "with" && Writes(sql);

    /// <summary>Whether it says what becomes of a row that breaks a constraint.</summary>
    public static bool ResolvesConflicts(string sql) => Resolving().IsMatch(sql);

    /// <summary>The table that a changing statement names; null where that cannot be told.</summary>
    public static string? Table(string sql) => Named().Match(sql) is { Success: true } match ? match.Groups["table"].Value.Trim('"', '[', ']', '`') : null;

    /// <summary>The table, as it is written, that a delete without a condition empties; null for every other statement.</summary>
    public static string? EmptiedTable(string sql) => Emptying().Match(sql) is { Success: true } match ? match.Groups["table"].Value : null;

    /// <summary>Cuts the first statement off. What cannot be read is left whole, for the error that it then gives.</summary>
    /// <returns>The statement, and what follows it; an empty statement for a comment.</returns>
    public static (string First, string Next) Cut(SqliteConnection connection, string sql)
    {
        var code = raw.sqlite3_prepare_v2(connection.Handle, sql, out var statement, out var rest);
        var isEmpty = statement is null || statement.IsInvalid;
        statement?.Dispose();
        if (code != raw.SQLITE_OK || rest is null || rest.Length >= sql.Length)
            return (sql, "");
        return (isEmpty ? "" : sql[..^rest.Length], rest);
    }

    [GeneratedRegex(@"^(\s+|;|--[^\n]*(\n|$)|/\*.*?(\*/|$))+", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blank();

    [GeneratedRegex("^[a-zA-Z]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(insert|update|delete|replace)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Changing();

    [GeneratedRegex(@"\b(or\s+(ignore|replace|rollback|fail)|replace\s+into|on\s+conflict)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Resolving();

    [GeneratedRegex(@"^\s*delete\s+from\s+(?<table>""[^""]+""|\w+)\s*;?\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Emptying();

    [GeneratedRegex(@"\b(update|into|delete\s+from)\s+(or\s+\w+\s+)?(?<table>""[^""]+""|\[[^\]]+\]|`[^`]+`|\w+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();
}
