using System.Runtime.InteropServices;

namespace BackendLabs.Sandbox;

/// <summary>The few calls of the C library that .NET does not offer.</summary>
internal static partial class Native
{
    /// <exception cref="IOException">The kernel refused; the message has its error.</exception>
    public static void ChangeOwner(string path, int user, int group)
    {
        if (LChown(path, (uint)user, (uint)group) != 0)
            throw new IOException($"The owner of {path} could not be changed: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint UserId();

    [LibraryImport("libc", EntryPoint = "getegid")]
    public static partial uint GroupId();

    /// <summary>
    /// Marks every descriptor but the standard ones to be closed in children: .NET marks its own, but not those that
    /// whoever started this process left open.
    /// </summary>
    public static void KeepDescriptorsFromChildren()
    {
        // close_range(2), Linux 5.11; the number is the same on every architecture.
        if (!OperatingSystem.IsLinux() || SystemCall(CloseRange, FirstOther, uint.MaxValue, CloseOnExec) == 0)
            return;
        foreach (var name in Directory.GetFiles("/proc/self/fd").Select(Path.GetFileName))
        {
            if (int.Parse(name!, System.Globalization.CultureInfo.InvariantCulture) is >= FirstOther and var descriptor)
                _ = Control(descriptor, SetFlags, 1);
        }
    }

    /// <summary>Ends a process by SIGKILL; one that has ended, or is another's, is no error.</summary>
    public static void Kill(int process) => _ = Signal(process, SigKill);

    private const int SigKill = 9;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Signal(int process, int signal);

    private const long CloseRange = 436;
    private const uint CloseOnExec = 4;
    private const int FirstOther = 3;

    /// <summary>F_SETFD; its one flag is FD_CLOEXEC.</summary>
    private const int SetFlags = 2;

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long SystemCall(long number, uint first, uint last, uint flags);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int descriptor, int command, int flags);

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LChown(string path, uint owner, uint group);
}
