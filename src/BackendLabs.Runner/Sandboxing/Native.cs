using System.Runtime.InteropServices;

namespace BackendLabs.Runner.Sandboxing;

/// <summary>The few calls of the C library that .NET does not offer.</summary>
internal static partial class Native
{
    /// <exception cref="IOException">The kernel refused; the message has its error.</exception>
    public static void ChangeOwner(string path, int user, int group)
    {
        if (LChown(path, (uint)user, (uint)group) != 0)
            throw new IOException($"The owner of {path} could not be changed: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>Whether this process's user may change the mode of a path, which only its owner may.</summary>
    public static bool IsOwn(string path)
    {
        try
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path));
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint UserId();

    [LibraryImport("libc", EntryPoint = "getegid")]
    public static partial uint GroupId();

    /// <summary>Keeps what this process inherited from whoever started it (a shell's lock file, a pipe) from the processes that it starts; .NET's own descriptors are closed for them anyway.</summary>
    public static void KeepDescriptorsFromChildren()
    {
        const int setFlags = 2, closeOnExec = 1;
        if (!Directory.Exists("/proc/self/fd"))
            return;
        foreach (var entry in Directory.GetFileSystemEntries("/proc/self/fd"))
        {
            if (int.TryParse(Path.GetFileName(entry), out var descriptor) && descriptor > 2)
                _ = FCntl(descriptor, setFlags, closeOnExec);
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int FCntl(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LChown(string path, uint owner, uint group);
}
