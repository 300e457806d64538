using Microsoft.Data.Sqlite;

namespace BackendLabs.Judge.Services.Sqlite;

/// <summary>Tells the errors that a student's code caused in the judge's statements from those of the check itself.</summary>
internal static class SpoiledDatabase
{
    /// <returns>For the student; null where the check is to blame (https://sqlite.org/rescode.html).</returns>
    public static string? Words(SqliteException error) => error.SqliteErrorCode switch
    {
        11 or 26 => "Your code damaged the database's file.",
        8 or 10 or 14 => "Your code left the database's file so that nobody can use it.",
        13 => "Your code left the database so that no row can be added: the disk or the numbers of rows are used up.",
        18 => "Your code left the database too large to be read.",
        9 => "Reading what your code left in the database takes too long: a view or a trigger of yours does not end.",
        1 when error.Message.Contains("unsupported file format", StringComparison.Ordinal) => "Your code damaged the database's file.",
        // The check's statements fit the lab's tables, or no solution would pass; so these tables are no longer the lab's.
        1 when IsOfValues(error.Message) => "Your code put something on the database's tables, such as an index on an expression, that breaks when the check uses them: " + error.Message,
        1 when IsOfSchema(error.Message) => "Your code changed the database's tables, so that the check cannot look at them.",
        _ => null,
    };

    private static bool IsOfValues(string message) =>
        message.Contains("integer overflow", StringComparison.Ordinal) || message.Contains("JSON", StringComparison.Ordinal);

    private static bool IsOfSchema(string message) =>
        message.Contains("no such table", StringComparison.Ordinal)
        || message.Contains("no such column", StringComparison.Ordinal)
        || message.Contains("has no column named", StringComparison.Ordinal)
        || message.Contains("because it is a view", StringComparison.Ordinal)
        || message.Contains("malformed", StringComparison.Ordinal);
}
