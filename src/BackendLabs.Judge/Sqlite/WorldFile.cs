using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace BackendLabs.Judge.Sqlite;

/// <summary>
/// Looks at a database's files before they are opened: the student's process can write to their folder, and may have put
/// a link, a pipe or another's file there. The judge's own box shows nothing but its worlds, should one slip through.
/// </summary>
internal static partial class WorldFile
{
    private const long Largest = 128 * 1024 * 1024;

    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const uint BasicFields = 0x7ff;
    private const int KindOfFile = 0xf000;
    private const int RegularFile = 0x8000;

    // A database, its log, the log's index and a rollback journal; all but the first may be absent.
    private static readonly string[] Endings = ["-wal", "-shm", "-journal"];

    /// <exception cref="DatabaseSpoiledException">One of them is no plain file of the database's own.</exception>
    public static void EnsurePlain(string path)
    {
        if (Fault(path, mayBeAbsent: false) is { } fault)
            throw new DatabaseSpoiledException($"Your code replaced the database's file: {fault}.");
        foreach (var ending in Endings)
        {
            if (Fault(path + ending, mayBeAbsent: true) is { } planted)
                throw new DatabaseSpoiledException($"Your code put something beside the database: {planted}.");
        }
    }

    internal static string? Fault(string path, bool mayBeAbsent)
    {
        // statx(2): its layout is the same on every architecture.
        var fields = new byte[256];
        var name = Path.GetFileName(path);
        if (Look(CurrentFolder, path, NoFollow, BasicFields, fields) != 0)
            return mayBeAbsent ? null : $"{name} is gone";
        var links = BinaryPrimitives.ReadUInt32LittleEndian(fields.AsSpan(16));
        var mode = BinaryPrimitives.ReadUInt16LittleEndian(fields.AsSpan(28));
        var size = BinaryPrimitives.ReadInt64LittleEndian(fields.AsSpan(40));
        if ((mode & KindOfFile) != RegularFile)
            return $"{name} is no longer a plain file";
        if (links != 1)
            return $"{name} has a second name";
        return size > Largest ? $"{name} is larger than {Largest / 1024 / 1024} MB" : null;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Look(int folder, string path, int flags, uint mask, [Out] byte[] fields);
}

/// <summary>The student's code damaged or replaced what the check looks at: its failure, not the check's.</summary>
internal sealed class DatabaseSpoiledException(string message) : Exception(message);
