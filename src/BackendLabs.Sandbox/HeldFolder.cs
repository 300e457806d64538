using System.Runtime.InteropServices;
using System.Text;
using BackendLabs.Contract;
using Microsoft.Win32.SafeHandles;

namespace BackendLabs.Sandbox;

/// <summary>
/// A folder that is held by its descriptor: whatever happens to its name, what is done here is done to this folder. Where
/// there are no boxes (no Linux) it is a path like any other: nobody is kept from anything there.
/// </summary>
internal sealed class HeldFolder : IDisposable
{
    private readonly SafeFileHandle? _handle;
    private HeldFolder? _parent;
    private string _name;

    private HeldFolder(HeldFolder? parent, string name, SafeFileHandle? handle) => (_parent, _name, _handle) = (parent, name, handle);

    /// <summary>Where it was made, or moved to: for those who start a process that sees it, and compare afterwards.</summary>
    public string Path => _parent is null ? _name : System.IO.Path.Combine(_parent.Path, _name);

    /// <summary>What a box that shows this folder must show.</summary>
    public string Identity => Facts?.Identity ?? FolderIdentity.None;

    public SafeFileHandle Handle => _handle ?? throw new InvalidOperationException("Folders are held on Linux only.");

    /// <summary>Whether the name that it had still leads to it.</summary>
    public bool IsInPlace => _handle is null || FolderIdentity.Of(Path) == Identity;

    private FileFacts? Facts => _handle is null ? null : FolderCalls.Look(_handle);

    /// <exception cref="IOException">It is no folder, or a link to one.</exception>
    public static HeldFolder Open(string path) => OperatingSystem.IsLinux()
        ? new HeldFolder(parent: null, path, FolderCalls.OpenPath(path) ?? throw Refused($"The folder {path} could not be opened"))
        : new HeldFolder(parent: null, path, handle: null);

    /// <summary>Makes a folder in this one; nothing may have the name yet.</summary>
    /// <exception cref="IOException">Something has the name, or there is no room.</exception>
    public HeldFolder Make(string name, UnixFileMode mode)
    {
        var path = System.IO.Path.Combine(Path, name);
        if (_handle is null)
        {
            Directory.CreateDirectory(path, mode);
            return new HeldFolder(this, name, handle: null);
        }

        var bytes = Bytes(name);
        if (FolderCalls.MakeAt(_handle, bytes, (uint)UnixFileMode.UserRead | (uint)UnixFileMode.UserWrite | (uint)UnixFileMode.UserExecute) != 0)
            throw Refused($"The folder {path} could not be made");
        var made = new HeldFolder(this, name, FolderCalls.Open(_handle, bytes) ?? throw Refused($"The folder {path} could not be opened"));
        made.SetMode(mode);
        return made;
    }

    /// <summary>Gives it to another account, with a mode: setting the owner clears some of its bits.</summary>
    /// <exception cref="IOException">The kernel refused.</exception>
    public void Give(int user, int group, UnixFileMode mode)
    {
        if (_handle is not null && FolderCalls.ChangeOwner(_handle, (uint)user, (uint)group) != 0)
            throw Refused($"The owner of {Path} could not be changed");
        SetMode(mode);
    }

    /// <summary>Shows it in another folder of the same file system, under a name that nothing has there.</summary>
    /// <exception cref="IOException">Something has the name, or this folder was moved away before.</exception>
    public void MoveTo(HeldFolder to, string name)
    {
        var path = System.IO.Path.Combine(to.Path, name);
        if (_handle is null)
            Directory.Move(Path, path);
        else if (!FolderCalls.Rename(_parent!.Handle, Bytes(_name), to.Handle, Bytes(name)))
            throw Refused($"The folder {Path} could not be shown as {path}");
        (_parent, _name) = (to, name);
    }

    /// <summary>Whether this is where the other was made, or moved to.</summary>
    public bool Holds(HeldFolder other) => ReferenceEquals(other._parent, this);

    /// <summary>A path to something in this folder that leads through the descriptor, and so into this folder only.</summary>
    public string Inside(string name) => System.IO.Path.Combine(_handle is null ? Path : FolderCalls.PathOf(_handle), name);

    /// <summary>Whether it belongs to this process's user, and nobody else may write to it.</summary>
    public bool IsOwn() => Facts is not { } facts || (facts.User == Native.UserId() && (facts.Mode & OthersWrite) == 0);

    /// <summary>Removes all that is in it, however it is named, locked or nested; links are removed, never followed.</summary>
    /// <exception cref="IOException">It fills as fast as it is emptied, or something belongs to somebody else.</exception>
    public void Empty()
    {
        if (_handle is not null)
            FolderTree.Empty(_handle, FolderTree.MostWhileInUse);
        else
            new DirectoryInfo(Path).EnumerateFileSystemInfos().ToList().ForEach(Delete);
    }

    public void Dispose() => _handle?.Dispose();

    public static byte[] Bytes(string name) => [.. Encoding.UTF8.GetBytes(name), 0];

    private const uint OthersWrite = (uint)(UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);

    private static void Delete(FileSystemInfo entry)
    {
        if (entry is DirectoryInfo { LinkTarget: null } folder)
            folder.Delete(recursive: true);
        else
            entry.Delete();
    }

    private void SetMode(UnixFileMode mode)
    {
        if (_handle is null)
            File.SetUnixFileMode(Path, mode);
        else if (FolderCalls.ChangeMode(_handle, (uint)mode) != 0)
            throw Refused($"The mode of {Path} could not be changed");
    }

    private static IOException Refused(string what) => new($"{what}: {Marshal.GetLastPInvokeErrorMessage()}");
}
