using BackendLabs.Contract;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BackendLabs.SnippetHost.Services.Sqlite;

/// <summary>
/// What a snippet may do on the connection that it is given (https://sqlite.org/security.html). It stands in the student's
/// own process, so it teaches; what it forbids does no harm outside the box either.
/// </summary>
internal static class DatabaseGate
{
    private const int LargestValue = 16 * 1024 * 1024;
    private const int LongestStatement = 256 * 1024;

    /// <summary>Of the virtual machine, between two looks at whether the call has ended.</summary>
    private const int InstructionsBetweenLooks = 10_000;

    // Settings that change the file for everybody, or weaken what protects it. Reading one is free.
    private static readonly HashSet<string> FixedSettings = new(StringComparer.OrdinalIgnoreCase)
    {
        "journal_mode", "locking_mode", "mmap_size", "page_size", "auto_vacuum", "encoding", "schema_version",
        "temp_store_directory", "data_store_directory", "max_page_count", "journal_size_limit", "secure_delete",
    };

    private static readonly HashSet<string> ForbiddenSettings =
        new(StringComparer.OrdinalIgnoreCase) { "writable_schema", "trusted_schema", "temp_store_directory", "data_store_directory" };

    private static readonly HashSet<string> ForbiddenFunctions =
        new(StringComparer.OrdinalIgnoreCase) { "load_extension", "fts3_tokenizer", "readfile", "writefile", "edit" };

    public static void Close(SqliteConnection connection, Action<GateRefusal> refused, CancellationToken ended)
    {
        var handle = connection.Handle;
        raw.sqlite3_limit(handle, raw.SQLITE_LIMIT_LENGTH, LargestValue);
        raw.sqlite3_limit(handle, raw.SQLITE_LIMIT_SQL_LENGTH, LongestStatement);
        raw.sqlite3_limit(handle, raw.SQLITE_LIMIT_ATTACHED, 0);
        raw.sqlite3_limit(handle, raw.SQLITE_LIMIT_WORKER_THREADS, 0);
        raw.sqlite3_limit(handle, raw.SQLITE_LIMIT_EXPR_DEPTH, 200);
        raw.sqlite3_limit(handle, raw.SQLITE_LIMIT_TRIGGER_DEPTH, 50);
        raw.sqlite3_enable_load_extension(handle, 0);
        raw.sqlite3_db_config(handle, raw.SQLITE_DBCONFIG_DEFENSIVE, 1, out _);
        raw.sqlite3_db_config(handle, raw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, out _);
        raw.sqlite3_progress_handler(handle, InstructionsBetweenLooks, _ => ended.IsCancellationRequested ? 1 : 0, null);
        raw.sqlite3_set_authorizer(
            handle,
            (_, action, first, second, _, _) =>
            {
                if (Refusal(action, first.utf8_to_string(), second.utf8_to_string()) is not { } refusal)
                    return raw.SQLITE_OK;
                refused(refusal);
                return raw.SQLITE_DENY;
            },
            null);
    }

    /// <param name="action">SQLite's code for what a statement is about to do (https://sqlite.org/c3ref/c_alter_table.html).</param>
    internal static GateRefusal? Refusal(int action, string? first, string? second) => action switch
    {
        // VACUUM INTO attaches its target.
        24 => new GateRefusal(SqliteHome.Name, "ATTACH", "your code has one database here, and VACUUM INTO or ATTACH would open another file"),
        25 => new GateRefusal(SqliteHome.Name, "DETACH", "your code has one database here, and nothing to detach"),
        19 when first is not null && ForbiddenSettings.Contains(first) =>
            new GateRefusal(SqliteHome.Name, "PRAGMA " + first, "it would let a statement damage the database or reach other files"),
        19 when first is not null && second is not null && FixedSettings.Contains(first) =>
            new GateRefusal(SqliteHome.Name, "PRAGMA " + first, "the database's file is set up already, and others use it as it is"),
        31 when second is not null && ForbiddenFunctions.Contains(second) =>
            new GateRefusal(SqliteHome.Name, second, "it would run code or read files from outside of the database"),
        _ => null,
    };
}
