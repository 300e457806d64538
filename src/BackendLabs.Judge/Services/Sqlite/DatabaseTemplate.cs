using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BackendLabs.Judge.Services.Sqlite;

/// <summary>A lab's database as each world of it begins: its seed is run once, and every world gets a copy of the file.</summary>
internal sealed class DatabaseTemplate
{
    private const int InstructionsBetweenLooks = 10_000;

    private static readonly Lazy<DatabaseTemplate> NoTable = new(() => Make([], TimeProvider.System));

    private readonly byte[] _file;

    private DatabaseTemplate(byte[] file) => _file = file;

    /// <summary>A database without a table.</summary>
    public static DatabaseTemplate Empty => NoTable.Value;

    /// <param name="seed">The texts that fill the database, in their order; none for an empty one.</param>
    /// <exception cref="SeedException">A statement of theirs is wrong, or takes longer than <see cref="JudgeTimes.Seed"/>.</exception>
    public static DatabaseTemplate Make(IReadOnlyList<string> seed, TimeProvider time)
    {
        var path = Path.Combine(Path.GetTempPath(), $"seed-{Guid.NewGuid():n}.db");
        try
        {
            using (File.Create(path))
            {
                // It is opened as an existing one below.
            }

            using (var connection = WorldDatabase.Open(path))
            {
                WorldDatabase.Run(connection, "pragma journal_mode = wal; pragma synchronous = off; begin;");
                var began = time.GetTimestamp();
                raw.sqlite3_progress_handler(connection.Handle, InstructionsBetweenLooks, _ => time.GetElapsedTime(began) > JudgeTimes.Seed ? 1 : 0, null);
                for (var i = 0; i < seed.Count; i++)
                    Run(connection, seed[i], i);
                RunOne(connection, "commit"u8, seed.Count - 1, line: 1);
            }

            // The last connection has put its log into the file.
            return new DatabaseTemplate(File.ReadAllBytes(path));
        }
        finally
        {
            foreach (var ending in new[] { "", "-wal", "-shm" })
                File.Delete(path + ending);
        }
    }

    /// <summary>Makes a world's file, which may not be there yet.</summary>
    public void CopyTo(string path) => WorldDatabase.Write(path, _file);

    private static void Run(SqliteConnection connection, string text, int number)
    {
        ReadOnlySpan<byte> left = Encoding.UTF8.GetBytes(text);
        var all = left;
        while (!left.IsEmpty)
            left = RunOne(connection, left, number, LineOf(all, left));
    }

    /// <returns>What follows the first statement.</returns>
    private static ReadOnlySpan<byte> RunOne(SqliteConnection connection, ReadOnlySpan<byte> sql, int number, int line)
    {
        var result = raw.sqlite3_prepare_v2(connection.Handle, sql, out var statement, out var rest);
        using (statement)
        {
            // Nothing but comments has no statement.
            while (result is raw.SQLITE_OK or raw.SQLITE_ROW && statement is { IsInvalid: false })
                result = raw.sqlite3_step(statement);
        }

        return result switch
        {
            raw.SQLITE_OK or raw.SQLITE_DONE => rest,
            raw.SQLITE_INTERRUPT => throw new SeedException(SqliteHome.Name, number, line, $"This statement had not ended {JudgeTimes.Seed.TotalSeconds:0} seconds after the seed began."),
            _ => throw new SeedException(SqliteHome.Name, number, line, $"SQLite refuses this statement: {raw.sqlite3_errmsg(connection.Handle).utf8_to_string()}."),
        };
    }

    // Of the first letter of the statement itself: blank lines and comments stand before it.
    private static int LineOf(ReadOnlySpan<byte> all, ReadOnlySpan<byte> left)
    {
        var at = all.Length - left.Length;
        while (at < all.Length)
        {
            var here = all[at..];
            if (char.IsWhiteSpace((char)here[0]) || here[0] == ';')
                at++;
            else if (here.StartsWith("--"u8) && here.IndexOf((byte)'\n') is var end and >= 0)
                at += end;
            else if (here.StartsWith("/*"u8) && here.IndexOf("*/"u8) is var close and >= 0)
                at += close + 2;
            else
                break;
        }

        return 1 + all[..at].Count((byte)'\n');
    }
}
