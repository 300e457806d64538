using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BackendLabs.Judge.Services.Sqlite;

/// <summary>A world's database file, as the judge makes and opens it.</summary>
internal static class WorldDatabase
{
    /// <summary>A judge's statement waits this long for the snippet's lock, then the check fails by name.</summary>
    private const int BusySeconds = 1;

    private const int LargestValue = 32 * 1024 * 1024;

    private const UnixFileMode ForBoth =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <summary>Makes a database's file, readable and writable for both sides.</summary>
    public static void Write(string path, byte[] file)
    {
        // SQLite gives its log and index the mode of the file, and both sides write to them.
        using var stream = File.Create(path);
        File.SetUnixFileMode(path, ForBoth);
        stream.Write(file);
    }

    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ToString());
        connection.Open();
        // The file may be crafted: https://sqlite.org/security.html, "Untrusted SQLite Database Files".
        raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_DEFENSIVE, 1, out _);
        raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, out _);
        raw.sqlite3_limit(connection.Handle, raw.SQLITE_LIMIT_LENGTH, LargestValue);
        Run(connection, "pragma mmap_size = 0; pragma cell_size_check = on;");
        return connection;
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
