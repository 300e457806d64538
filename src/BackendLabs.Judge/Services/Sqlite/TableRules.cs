using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace BackendLabs.Judge.Services.Sqlite;

/// <summary>Rules of a table by which a statement of the judge is lost without an error, where a lab lets its tables be changed.</summary>
internal static partial class TableRules
{
    /// <summary>As <c>pragma table_xinfo</c> marks a generated column (https://sqlite.org/pragma.html#pragma_table_xinfo): virtual and stored.</summary>
    private const string Generated = "select name from pragma_table_xinfo($table) where hidden in (2, 3)";

    /// <returns>For the student: the rule that the table has now and had not before; null where there is none.</returns>
    public static string? Swallows(SqliteConnection connection, SchemaObject before, SchemaObject now)
    {
        if (Clauses(now.Sql) > Clauses(before.Sql))
            return "an \"on conflict\" clause";
        using var command = connection.CreateCommand();
        command.CommandText = Generated;
        command.Parameters.AddWithValue("$table", now.Name);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            // A column that was there before and is worked out now; a new one is the student's own.
            var name = reader.GetString(0);
            if (before.Sql?.Contains(name, StringComparison.OrdinalIgnoreCase) ?? false)
                return $"the generated column {name} in place of a stored one";
        }

        return null;
    }

    private static int Clauses(string? sql) => sql is null ? 0 : Conflict().Count(Quoted().Replace(sql, " x "));

    [GeneratedRegex(@"--[^\n]*|/\*.*?(\*/|$)|'([^']|'')*'|""([^""]|"""")*""|`([^`]|``)*`|\[[^\]]*\]", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\bon\s+(x\s+)*conflict\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Conflict();
}
