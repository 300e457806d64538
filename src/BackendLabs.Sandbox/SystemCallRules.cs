namespace BackendLabs.Sandbox;

/// <summary>Whose system calls a filter judges.</summary>
internal enum SystemCallProfile
{
    /// <summary>A student's process: a call that only an attack makes ends it, so that the verdict can say so.</summary>
    Student,

    /// <summary>Compiler, judge and servers: the same calls fail with an error. One mistake must not end what serves many.</summary>
    Own,
}

/// <summary>Calls that fall together, and what meets them.</summary>
/// <param name="Error">The error where it is not fatal, and always in <see cref="SystemCallProfile.Own"/>.</param>
/// <param name="IsFatal">Whether it ends a student's process.</param>
internal sealed record SystemCallRule(IReadOnlyList<string> Calls, int Error, bool IsFatal, params ArgumentTest[] Tests);

/// <summary>
/// What a sandboxed process may not ask of the kernel. Fatal is what neither .NET, the C library nor any honest program
/// without privileges calls. What those try, and do without where it fails, gets the error that they expect.
/// </summary>
internal static class SystemCallRules
{
    /// <summary>ENOSYS.</summary>
    public const int NoSuchCall = 38;

    private const int NotPermitted = 1;

    /// <summary>EMFILE.</summary>
    private const int NoMoreOfThem = 24;

    /// <summary>EOPNOTSUPP.</summary>
    private const int NotSupported = 95;
    private const int NoSuchProtocol = 93;
    private const int NoSuchFamily = 97;

    private const ulong Int = 0xffff_ffff;
    private const ulong SocketType = 0xf;
    private const ulong Raw = 3;
    private const ulong Inet = 2;
    private const ulong Inet6 = 10;
    private const ulong Netlink = 16;

    // The largest of the protocols that are let through: IPPROTO_ICMPV6.
    private const ulong LastProtocol = 58;
    private const ulong Dccp = 33;

    /// <summary>Numbers below this that libseccomp knows no name for are calls of newer kernels: nobody has judged them.</summary>
    public const int NumbersJudged = 640;

    public static IReadOnlyList<SystemCallRule> All { get; } =
    [
        // Other views of the file system, or ways out of this one.
        Fatal("mount", "umount", "umount2", "pivot_root", "chroot", "move_mount", "open_tree", "fsopen", "fsconfig", "fsmount", "fspick", "mount_setattr", "open_by_handle_at"),
        Fatal("unshare", "setns"),
        .. NamespaceFlags.Select(flag => new SystemCallRule(["clone"], NotPermitted, IsFatal: true, ArgumentTest.Has(0, flag, flag))),

        // The kernel's largest surfaces, behind most of its local holes.
        Fatal("bpf", "perf_event_open", "io_uring_setup", "io_uring_enter", "io_uring_register", "userfaultfd", "fanotify_init", "fanotify_mark"),
        Fatal("add_key", "request_key", "keyctl"),
        Fatal("init_module", "finit_module", "delete_module", "create_module", "kexec_load", "kexec_file_load"),
        Fatal("ptrace"),

        // The machine's own settings.
        Fatal("reboot", "swapon", "swapoff", "acct", "sethostname", "setdomainname", "settimeofday", "clock_settime", "stime", "iopl", "ioperm", "quotactl", "quotactl_fd", "syslog", "lookup_dcookie", "nfsservctl", "vm86", "vm86old"),

        // Its arguments are in memory, where no filter looks; the C library falls back to clone.
        new(["clone3"], NoSuchCall, IsFatal: false),

        // Runtimes, allocators and debuggers try these and go on without.
        Refused("process_vm_readv", "process_vm_writev", "kcmp", "pidfd_getfd", "process_madvise", "name_to_handle_at", "personality", "adjtimex", "clock_adjtime", "modify_ldt", "uselib", "ustat", "sysfs", "_sysctl", "vhangup", "move_pages", "migrate_pages", "mbind", "set_mempolicy", "set_mempolicy_home_node", "get_mempolicy", "memfd_secret"),

        // Of these a user has few, and a box of an ordinary user shares them with everything that the user runs. Who asks
        // for one is told that there are none left.
        new(["inotify_init", "inotify_init1"], NoMoreOfThem, IsFatal: false),
        // The whole machine has few of these.
        Refused("io_setup", "io_destroy", "io_submit", "io_cancel", "io_getevents", "io_pgetevents"),
        // F_SETPIPE_SZ takes from the pages that a user's pipes may have; F_SETLEASE keeps others from opening a file,
        // F_NOTIFY watches a folder.
        .. new ulong[] { 1024, 1026, 1031 }.Select(command => new SystemCallRule(["fcntl", "fcntl64"], NotPermitted, IsFatal: false, ArgumentTest.Has(1, Int, command))),
        // Takes blocks that no file's length tells of. SQLite and the C library write instead, .NET does without.
        new(["fallocate"], NotSupported, IsFatal: false),
        // A thread with descriptors of its own: nobody sees what it holds open. CLONE_THREAD without CLONE_FILES.
        new(["clone"], NotPermitted, IsFatal: true, ArgumentTest.Has(0, 0x0001_0000 | 0x0000_0400, 0x0001_0000)),

        // Devices need rights that nobody here has; a FIFO is a trap for whoever opens it.
        Refused("mknod", "mknodat"),

        // TIOCSTI and TIOCLINUX put keystrokes into a terminal.
        new(["ioctl"], NotPermitted, IsFatal: false, ArgumentTest.Has(1, Int, 0x5412)),
        new(["ioctl"], NotPermitted, IsFatal: false, ArgumentTest.Has(1, Int, 0x541c)),

        .. Sockets("socket"),
        .. Sockets("socketpair"),
    ];

    // CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET. NEWTIME's bit is a part of the signal's number in clone.
    private static IEnumerable<ulong> NamespaceFlags =>
        [0x0002_0000, 0x0200_0000, 0x0400_0000, 0x0800_0000, 0x1000_0000, 0x2000_0000, 0x4000_0000];

    // Unix and inet remain. The C library asks netlink for its interfaces and does without; the others are nobody's.
    private static IEnumerable<SystemCallRule> Sockets(string call)
    {
        for (ulong family = 0; family <= Netlink; family++)
        {
            if (family is not (1 or Inet or Inet6))
                yield return new([call], NoSuchFamily, IsFatal: false, ArgumentTest.Is(0, family));
        }

        yield return new([call], NoSuchFamily, IsFatal: true, ArgumentTest.IsMoreThan(0, Netlink));
        foreach (var family in new[] { Inet, Inet6 })
        {
            var isFamily = ArgumentTest.Is(0, family);
            // Raw, and what would have the kernel load a protocol: reliable datagrams, packets in order, DCCP.
            foreach (var type in new[] { Raw, 4UL, 5UL, 6UL, 10UL })
                yield return new([call], NotPermitted, IsFatal: type == Raw, isFamily, ArgumentTest.Has(1, SocketType, type));
            yield return new([call], NoSuchProtocol, IsFatal: false, isFamily, ArgumentTest.IsMoreThan(2, LastProtocol));
            yield return new([call], NoSuchProtocol, IsFatal: false, isFamily, ArgumentTest.Is(2, Dccp));
        }
    }

    private static SystemCallRule Fatal(params string[] calls) => new(calls, NotPermitted, IsFatal: true);

    private static SystemCallRule Refused(params string[] calls) => new(calls, NotPermitted, IsFatal: false);
}
