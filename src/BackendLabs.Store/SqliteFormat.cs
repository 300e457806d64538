using System.Buffers.Binary;

namespace BackendLabs.Store;

/// <summary>
/// Tells a file that a later SQLite wrote from a damaged one, for which the library has the same errors. The numbers stand
/// in the file's first hundred bytes (https://www.sqlite.org/fileformat2.html#the_database_header).
/// </summary>
public static class SqliteFormat
{
    /// <summary>2 stands for a write-ahead log.</summary>
    private const byte NewestVersion = 2;

    private const uint NewestSchema = 4;

    private const int WriteVersionAt = 18;
    private const int ReadVersionAt = 19;
    private const int SchemaAt = 44;
    private const int HeaderLength = 100;

    private static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    /// <summary>Whether the file is a database in a format that this program's SQLite cannot write; false where it cannot be read.</summary>
    public static bool IsNewer(string path)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || !header.StartsWith(Magic))
                return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        return header[WriteVersionAt] > NewestVersion || header[ReadVersionAt] > NewestVersion
            || BinaryPrimitives.ReadUInt32BigEndian(header[SchemaAt..]) > NewestSchema;
    }
}
