using SQLitePCL;

namespace BackendLabs.Grader.Services.Sqlite;

/// <summary>The version of the SQLite library that all programs of one publish use.</summary>
internal static class SqliteVersion
{
    /// <summary>As SQLite writes it: <c>3.53.4</c>.</summary>
    public static string Text { get; } = Read();

    private static string Read()
    {
        Batteries_V2.Init();
        return raw.sqlite3_libversion().utf8_to_string();
    }
}
