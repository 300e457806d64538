using SQLitePCL;

namespace BackendLabs.SnippetHost.Services.Sqlite;

/// <summary>One SQLite for the client library and for our own calls of it: the library that is published beside both.</summary>
internal static class SqliteLibrary
{
    public const string Name = "e_sqlite3";

    /// <summary>Must be called once, before anything else of SQLite.</summary>
    public static void Prepare()
    {
        Batteries_V2.Init();
        StatementTrace.Prepare();
    }
}
