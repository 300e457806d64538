using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace BackendLabs.SnippetHost.Probing;

/// <summary>Makes the calls that the filter is there for. It runs under the profile that answers with errors, and once under a student's, which ends it.</summary>
internal static partial class SystemCallAttacks
{
    private const int NotPermitted = 1;

    /// <summary>EMFILE.</summary>
    private const int NoMoreOfThem = 24;

    /// <summary>EOPNOTSUPP.</summary>
    private const int NotSupported = 95;

    private const int NewUserNamespace = 0x1000_0000;

    private static readonly (string Name, long OnX64, long OnArm64)[] Calls =
    [
        ("mount", 165, 40), ("unshare", 272, 97), ("setns", 308, 268), ("ptrace", 101, 117), ("bpf", 321, 280),
        ("perf_event_open", 298, 241), ("io_uring_setup", 425, 425), ("add_key", 248, 217), ("keyctl", 250, 219),
        ("init_module", 175, 105), ("userfaultfd", 323, 282), ("process_vm_readv", 310, 270), ("open_by_handle_at", 304, 265),
        ("pivot_root", 155, 41), ("personality", 135, 92), ("reboot", 169, 142),
    ];

    public static IEnumerable<Func<string?>> All() =>
    [
        () => NamespaceAttacks.Status("Seccomp") is not "2" ? "no filter is loaded" : null,
        .. Calls.Select<(string Name, long OnX64, long OnArm64), Func<string?>>(call => () => Call(call.Name, Number(call.OnX64, call.OnArm64))),
        // Of these a user, or the whole machine, has few; and blocks that no length tells of.
        .. Scarce.Select<(string Name, long Number, long First, long Second, int Error), Func<string?>>(call => () => Call(call.Name, call.Number, call.First, call.Second, call.Error)),
        () => Opens(AddressFamily.Packet, SocketType.Raw),
        () => Opens(AddressFamily.InterNetwork, SocketType.Raw),
        () => Opens((AddressFamily)16, SocketType.Raw),
    ];

    private static IEnumerable<(string Name, long Number, long First, long Second, int Error)> Scarce =>
    [
        ("inotify_init1", Number(294, 26), 0, 0, NoMoreOfThem),
        ("fallocate", Number(285, 47), -1, 0, NotSupported),
        ("io_setup", Number(206, 0), 1, 0, NotPermitted),
        ("the size of a pipe", Number(72, 25), -1, 1031, NotPermitted),
        ("a lease", Number(72, 25), -1, 1024, NotPermitted),
        // Without a signal handler's table in common the kernel would refuse it, with another error.
        ("a thread with descriptors of its own", Number(56, 220), 0x0001_0000, 0, NotPermitted),
    ];

    public static void Unshare() => _ = SystemCall(Number(272, 97), NewUserNamespace, 0, 0, 0, 0);

    private static long Number(long onX64, long onArm64) =>
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? onArm64 : onX64;

    // Nonsense for arguments: nothing happens even where a call gets through, and the kernel's answer is another error.
    // A few (reboot, mount) are answered with the same error for want of rights; they stand here for kernels that err.
    private static string? Call(string name, long number, long first = -1, long second = -1, int expected = NotPermitted)
    {
        var result = SystemCall(number, first, second, -1, -1, -1);
        var error = Marshal.GetLastPInvokeError();
        return result >= 0 || error != expected ? $"{name} reaches the kernel ({(result >= 0 ? "it worked" : "error " + error)})" : null;
    }

    private static string Opens(AddressFamily family, SocketType type)
    {
        using var socket = new Socket(family, type, ProtocolType.Unspecified);
        return $"a {type} socket of family {(int)family} can be made";
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long SystemCall(long number, long first, long second, long third, long fourth, long fifth);
}
