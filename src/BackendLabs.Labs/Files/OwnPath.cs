using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BackendLabs.Labs.Files;

/// <summary>
/// A file or folder of this account's own, held by a descriptor, so that what is looked at is what is changed: no link is
/// followed, and none can be put in its place. On Linux the descriptor opens nothing (O_PATH): a lock that this process
/// has on the file stays, and a pipe or a device notices nothing.
/// </summary>
internal sealed class OwnPath : IDisposable
{
    private const int PathOnly = 0x200000;
    private const int CloseOnExec = 0x80000;
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const int NoFollowOfDarwin = 0x20;
    private const int CurrentFolderOfDarwin = -2;
    private const uint BasicFields = 0x7ff;
    private const int Kinds = 0xf000;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;

    private readonly SafeFileHandle? _descriptor;
    private readonly UnixFileMode _mode;

    private OwnPath(SafeFileHandle? descriptor, string path, bool isFolder, UnixFileMode mode) =>
        (_descriptor, Path, IsFolder, _mode) = (descriptor, path, isFolder, mode);

    /// <summary>Leads to it whatever becomes of its name.</summary>
    public string Path { get; }

    public bool IsFolder { get; }

    // The numbers differ by the processor, as fcntl.h has it.
    private static int NoFollow => RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x8000 : 0x20000;

    /// <returns>Null where it is no file or folder of this account's own.</returns>
    public static OwnPath? Open(string path) => OperatingSystem.IsLinux() ? OnLinux(CurrentFolder, path) : Elsewhere(path);

    /// <param name="name">Without any slash.</param>
    public static OwnPath? Open(OwnPath folder, string name) => folder._descriptor is { } descriptor
        ? OnLinux((int)descriptor.DangerousGetHandle(), name)
        : Elsewhere(System.IO.Path.Combine(folder.Path, name));

    /// <summary>Takes away what is not in this; gives nothing that was not there.</summary>
    public void Allow(UnixFileMode most)
    {
        if ((_mode & ~most) == UnixFileMode.None)
            return;
        try
        {
            if (_descriptor is not null)
                File.SetUnixFileMode(Path, _mode & most);
            else
                _ = ChangeModeOfDarwin(CurrentFolderOfDarwin, Path, (uint)(_mode & most), NoFollowOfDarwin);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A disk that is read-only, or that has no modes: as it was.
        }
    }

    public void Dispose() => _descriptor?.Dispose();

    private static OwnPath? OnLinux(int folder, string path)
    {
        var number = OpenAt(folder, path, PathOnly | NoFollow | CloseOnExec);
        if (number < 0)
            return null;
        var descriptor = new SafeFileHandle(number, ownsHandle: true);
        // statx(2): its layout is the same on every architecture.
        var fields = new byte[256];
        var isKnown = Look(number, "", EmptyPath, BasicFields, fields) == 0;
        var links = BinaryPrimitives.ReadUInt32LittleEndian(fields.AsSpan(16));
        var owner = BinaryPrimitives.ReadUInt32LittleEndian(fields.AsSpan(20));
        var mode = BinaryPrimitives.ReadUInt16LittleEndian(fields.AsSpan(28));
        // A second name may be another's way to have a file of ours elsewhere changed.
        if (isKnown && owner == EffectiveUser() && ((mode & Kinds) == Folder || ((mode & Kinds) == RegularFile && links == 1)))
            return new OwnPath(descriptor, $"/proc/self/fd/{number}", (mode & Kinds) == Folder, (UnixFileMode)(mode & 0xfff));
        descriptor.Dispose();
        return null;
    }

    // By name, and the kernel refuses what is another's. Root, whom it refuses nothing, changes nothing there.
    private static OwnPath? Elsewhere(string path)
    {
        var info = new FileInfo(path);
        return EffectiveUser() == 0 || info.UnixFileMode == (UnixFileMode)(-1) || info.Attributes.HasFlag(FileAttributes.ReparsePoint)
            ? null
            : new OwnPath(descriptor: null, path, info.Attributes.HasFlag(FileAttributes.Directory), info.UnixFileMode);
    }

    [DllImport("libc", EntryPoint = "openat", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenAt(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "statx", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Look(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] fields);

    [DllImport("libc", EntryPoint = "fchmodat", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChangeModeOfDarwin(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode, int flags);

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint EffectiveUser();
}
