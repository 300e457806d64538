using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BackendLabs.Sandbox;

/// <summary>
/// The calls of Linux that name a file by the descriptor of its folder and one name in it. A name is bytes with a zero at
/// the end: not every name is text.
/// </summary>
internal static partial class FolderCalls
{
    public const int NoSuchEntry = 2;
    public const int AccessDenied = 13;
    public const int Exists = 17;

    /// <summary>AT_REMOVEDIR.</summary>
    public const int RemoveFolder = 0x200;

    /// <summary>AT_SYMLINK_NOFOLLOW.</summary>
    private const int KeepLinks = 0x100;

    /// <summary>AT_EMPTY_PATH: the descriptor itself.</summary>
    private const int Itself = 0x1000;

    /// <summary>STATX_BASIC_STATS.</summary>
    private const uint Basic = 0x7ff;

    /// <summary>AT_FDCWD: the path is a whole one.</summary>
    private const int WholePath = -100;

    private const int CloseOnExec = 0x8_0000;

    /// <summary>O_PATH: a descriptor that stands for the file and gives no access to it; it needs no right to it.</summary>
    private const int StandsFor = 0x20_0000;

    // Both have other values on ARM.
    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;
    private static readonly int FoldersOnly = IsArm ? 0x4000 : 0x1_0000;
    private static readonly int NoLinks = IsArm ? 0x8000 : 0x2_0000;

    /// <summary>RENAME_NOREPLACE.</summary>
    private const uint ReplaceNothing = 1;

    // struct dirent of the 64-bit C libraries.
    private const int NameOffset = 19;

    /// <returns>Null where the path does not lead to a folder, or is a link; the error says why.</returns>
    public static SafeFileHandle? OpenPath(string path) => Checked(OpenAt(WholePath, path, FoldersOnly | NoLinks | CloseOnExec, 0));

    /// <returns>Null where the name is no folder's, a link's, or a folder's that may not be read.</returns>
    public static SafeFileHandle? Open(SafeFileHandle folder, byte[] name) => Checked(OpenAt(folder, name, FoldersOnly | NoLinks | CloseOnExec, 0));

    /// <summary>The same without the right to read it.</summary>
    public static SafeFileHandle? OpenUnread(SafeFileHandle folder, byte[] name) => Checked(OpenAt(folder, name, StandsFor | FoldersOnly | NoLinks | CloseOnExec, 0));

    /// <returns>Null where the file is gone.</returns>
    public static FileFacts? Look(SafeFileHandle folder, byte[] name) => Statx(folder, name, KeepLinks, Basic, out var facts) == 0 ? facts : null;

    public static FileFacts? Look(SafeFileHandle file) => Statx(file, [0], Itself, Basic, out var facts) == 0 ? facts : null;

    /// <summary>Follows links: only for those of the kernel's, as <c>3</c> in <c>/proc/1/fd</c>.</summary>
    public static FileFacts? LookThrough(SafeFileHandle folder, byte[] name) => Statx(folder, name, 0, Basic, out var facts) == 0 ? facts : null;

    public static bool Rename(SafeFileHandle from, byte[] name, SafeFileHandle to, byte[] newName) => RenameAt2(from, name, to, newName, ReplaceNothing) == 0;

    public static string PathOf(SafeFileHandle folder) => $"/proc/self/fd/{folder.DangerousGetHandle()}";

    /// <summary>What a folder holds now, in no order.</summary>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IEnumerable<FolderEntry> List(SafeFileHandle folder)
    {
        // A descriptor of its own: the stream takes it, and its place in the listing is not another reader's.
        var own = OpenAt(folder, [(byte)'.', 0], FoldersOnly | CloseOnExec, 0);
        var stream = own < 0 ? IntPtr.Zero : OpenStream(own);
        if (stream == IntPtr.Zero)
        {
            throw Marshal.GetLastPInvokeError() == AccessDenied
                ? new UnauthorizedAccessException(Marshal.GetLastPInvokeErrorMessage())
                : new IOException(Marshal.GetLastPInvokeErrorMessage());
        }

        try
        {
            while (ReadEntry(stream) is var entry && entry != IntPtr.Zero)
            {
                if (Copy(entry) is { IsThisOrParent: false } one)
                    yield return one;
            }
        }
        finally
        {
            _ = CloseStream(stream);
        }
    }

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true)]
    public static partial int MakeAt(SafeFileHandle folder, byte[] name, uint mode);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true)]
    public static partial int UnlinkAt(SafeFileHandle folder, byte[] name, int flags);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    public static partial int ChangeOwner(SafeFileHandle file, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    public static partial int ChangeMode(SafeFileHandle file, uint mode);

    /// <param name="path">Of <see cref="PathOf"/>: a descriptor that only stands for a file is changed through it.</param>
    [LibraryImport("libc", EntryPoint = "chmod", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChangeMode(string path, uint mode);

    private static SafeFileHandle? Checked(int descriptor) => descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);

    private static FolderEntry Copy(IntPtr entry)
    {
        var length = 0;
        while (Marshal.ReadByte(entry, NameOffset + length) != 0)
            length++;
        var name = new byte[length + 1];
        Marshal.Copy(entry + NameOffset, name, 0, length);
        return new FolderEntry(name);
    }

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenAt(int folder, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    private static partial int OpenAt(SafeFileHandle folder, byte[] name, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static partial int Statx(SafeFileHandle folder, byte[] name, int flags, uint mask, out FileFacts facts);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true)]
    private static partial int RenameAt2(SafeFileHandle from, byte[] name, SafeFileHandle to, byte[] newName, uint flags);

    [LibraryImport("libc", EntryPoint = "fdopendir", SetLastError = true)]
    private static partial IntPtr OpenStream(int descriptor);

    [LibraryImport("libc", EntryPoint = "readdir", SetLastError = true)]
    private static partial IntPtr ReadEntry(IntPtr stream);

    [LibraryImport("libc", EntryPoint = "closedir")]
    private static partial int CloseStream(IntPtr stream);
}

/// <param name="Name">With a zero at the end.</param>
internal readonly record struct FolderEntry(byte[] Name)
{
    public bool IsThisOrParent => Name is [(byte)'.', 0] or [(byte)'.', (byte)'.', 0];
}

/// <summary>struct statx, which is the same on every architecture.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct FileFacts
{
    private const int Sector = 512;
    private const uint TypeBits = 0xf000;

    [FieldOffset(16)]
    private readonly uint _links;

    [FieldOffset(20)]
    private readonly uint _user;

    [FieldOffset(28)]
    private readonly ushort _mode;

    [FieldOffset(32)]
    private readonly ulong _inode;

    [FieldOffset(48)]
    private readonly ulong _blocks;

    [FieldOffset(136)]
    private readonly uint _major;

    [FieldOffset(140)]
    private readonly uint _minor;

    public readonly uint Links => _links;

    public readonly uint User => _user;

    public readonly uint Mode => _mode;

    public readonly bool IsFolder => (_mode & TypeBits) == 0x4000;

    public readonly bool IsFile => (_mode & TypeBits) == 0x8000;

    /// <summary>What is taken of the disk, however long the file says it is.</summary>
    public readonly long TakenBytes => (long)_blocks * Sector;

    public readonly (uint Major, uint Minor) Device => (_major, _minor);

    public readonly ulong Inode => _inode;

    public readonly string Identity => Contract.FolderIdentity.Of(_major, _minor, _inode);
}
