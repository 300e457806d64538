using System.Globalization;
using System.Runtime.InteropServices;

namespace BackendLabs.Contract;

/// <summary>
/// What a folder is, whatever name it has: device and inode (statx(2)). Two names that have the same identity while one
/// of them is held open lead to the same folder.
/// </summary>
public static partial class FolderIdentity
{
    /// <summary>Where there are no such identities, or nobody compares them.</summary>
    public const string None = "-";

    /// <summary>How a snippet's process ends whose box shows other folders than the grader said: 85, which no signal makes.</summary>
    public const int ExchangedExit = 85;

    /// <summary>AT_FDCWD: a path that does not begin with a slash is taken from the current folder.</summary>
    private const int Here = -100;

    /// <summary>AT_SYMLINK_NOFOLLOW.</summary>
    private const int KeepLinks = 0x100;

    /// <summary>STATX_BASIC_STATS.</summary>
    private const uint Basic = 0x7ff;

    private const uint TypeBits = 0xf000;
    private const uint FolderType = 0x4000;

    /// <returns>The identity of what the path names; null where it names no folder, a link among them.</returns>
    public static string? Of(string path) =>
        Statx(Here, path, KeepLinks, Basic, out var facts) == 0 && (facts.Mode & TypeBits) == FolderType ? Of(facts.Major, facts.Minor, facts.Inode) : null;

    public static string Of(uint major, uint minor, ulong inode) => string.Create(CultureInfo.InvariantCulture, $"{major}:{minor}:{inode}");

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, out Facts facts);

    // struct statx has the same layout on every architecture.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Facts
    {
        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(136)]
        public uint Major;

        [FieldOffset(140)]
        public uint Minor;
    }
}
