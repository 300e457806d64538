using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace BackendLabs.Judge.Services.Sqlite;

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
    private const int Folder = 0x4000;

    // A database, its log, the log's index and a rollback journal; all but the first may be absent.
    private static readonly string[] Endings = ["-wal", "-shm", "-journal"];

    /// <param name="known">The file that the path led to before the student's code ran; null where that was not kept.</param>
    /// <exception cref="DatabaseSpoiledException">One of them is no plain file of the database's own.</exception>
    public static void EnsurePlain(string path, FileIdentity? known = null)
    {
        if (Fault(path, known) is { } fault)
            throw new DatabaseSpoiledException($"Your code replaced the database's file: {fault}.");
        foreach (var ending in Endings)
        {
            if (Look(path + ending) is { } beside && Fault(beside, Path.GetFileName(path) + ending) is { } planted)
                throw new DatabaseSpoiledException($"Your code put something beside the database: {planted}.");
        }
    }

    /// <summary>Which file a path leads to now; null where there is none.</summary>
    public static FileIdentity? Identify(string path) => Look(path)?.Identity;

    private static string? Fault(string path, FileIdentity? known)
    {
        var name = Path.GetFileName(path);
        if (Look(Path.GetDirectoryName(path)!) is not { Kind: Folder })
            return $"the folder of {name} is no longer a folder";
        if (Look(path) is not { } file)
            return $"{name} is gone";
        return Fault(file, name) ?? (known is not null && file.Identity != known ? $"{name} is another file than before" : null);
    }

    private static string? Fault(FileLook file, string name)
    {
        if (file.Kind != RegularFile)
            return $"{name} is no longer a plain file";
        if (file.Links != 1)
            return $"{name} has a second name";
        return file.Size > Largest ? $"{name} is larger than {Largest / 1024 / 1024} MB" : null;
    }

    private static FileLook? Look(string path)
    {
        // statx(2): its layout is the same on every architecture.
        var fields = new byte[256];
        if (Look(CurrentFolder, path, NoFollow, BasicFields, fields) != 0)
            return null;
        return new FileLook(
            BinaryPrimitives.ReadUInt16LittleEndian(fields.AsSpan(28)) & KindOfFile,
            BinaryPrimitives.ReadUInt32LittleEndian(fields.AsSpan(16)),
            BinaryPrimitives.ReadInt64LittleEndian(fields.AsSpan(40)),
            new FileIdentity(
                BinaryPrimitives.ReadUInt64LittleEndian(fields.AsSpan(136)), BinaryPrimitives.ReadUInt64LittleEndian(fields.AsSpan(32))));
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Look(int folder, string path, int flags, uint mask, [Out] byte[] fields);
}

/// <summary>A file whatever its name: its device and its number there.</summary>
internal sealed record FileIdentity(ulong Device, ulong Number);

internal sealed record FileLook(int Kind, uint Links, long Size, FileIdentity Identity);

/// <summary>The student's code damaged or replaced what the check looks at: its failure, not the check's.</summary>
internal sealed class DatabaseSpoiledException(string message) : Exception(message)
{
    public string Expected { get; init; } = "the database as the check began with it";

    public string Actual { get; init; } = "another";
}
