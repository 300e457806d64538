using BackendLabs.Contract;
using SQLitePCL;

namespace BackendLabs.SnippetHost.Services.Tracing;

/// <summary>One SQLite for the client library and for our own calls of it: the system's where that is newer than the bundled one.</summary>
internal static class SqliteLibrary
{
    public const string Name = "e_sqlite3";

    /// <summary>Must be called once, before anything else of SQLite.</summary>
    public static void Prepare()
    {
        SystemSqlite.Prefer(typeof(SQLite3Provider_e_sqlite3).Assembly);
        SystemSqlite.Prefer(typeof(SqliteLibrary).Assembly);
        Batteries_V2.Init();
        StatementTrace.Prepare();
    }
}
