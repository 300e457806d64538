using System.Text.Json;
using BackendLabs.Testing;

namespace BackendLabs.Faults.Tests.Deployment;

internal sealed class SeccompTests
{
    /// <summary>What Docker's default profile allows to nobody without a capability, and io_uring, which it no longer allows at all.</summary>
    private static readonly string[] Withheld =
    [
        "acct", "add_key", "bpf", "chroot", "clock_settime", "delete_module", "fanotify_init", "finit_module", "fsconfig", "fsmount", "fsopen", "fspick",
        "init_module", "io_uring_enter", "io_uring_register", "io_uring_setup", "ioperm", "iopl", "kcmp", "kexec_file_load", "kexec_load", "keyctl", "mount_setattr",
        "move_mount", "open_by_handle_at", "open_tree", "perf_event_open", "pidfd_getfd", "process_vm_readv", "process_vm_writev", "ptrace", "quotactl", "reboot",
        "request_key", "setdomainname", "setns", "settimeofday", "swapoff", "swapon", "syslog", "userfaultfd", "vhangup",
    ];

    private static readonly string[] ForBoxes = ["clone", "mount", "pivot_root", "sethostname", "umount2", "unshare"];

    private static readonly JsonElement Profile = JsonDocument.Parse(File.ReadAllText(Path.Combine(PublishedApp.Clone, "deploy/seccomp-grader.json"))).RootElement;

    private static IEnumerable<JsonElement> Rules => Profile.GetProperty("syscalls").EnumerateArray();

    private static IEnumerable<string> Allowed => Rules.Where(rule => rule.GetProperty("action").GetString() == "SCMP_ACT_ALLOW").SelectMany(Names);

    [Test]
    public void What_is_not_named_is_refused() => Assert.That(Profile.GetProperty("defaultAction").GetString(), Is.EqualTo("SCMP_ACT_ERRNO"));

    [Test]
    public void It_allows_what_bubblewrap_makes_a_box_with_and_nothing_else_of_that_kind()
    {
        Assert.That(Names(Rules.ElementAt(1)), Is.EqualTo(ForBoxes));
        Assert.That(Allowed.Intersect(Withheld), Is.Empty);
    }

    /// <summary>.NET's threads begin with clone3 otherwise, which the C library gives up only for ENOSYS.</summary>
    [Test]
    public void Clone3_is_no_call_of_this_kernel()
    {
        var rule = Rules.Single(rule => Names(rule).Contains("clone3"));
        Assert.That((rule.GetProperty("action").GetString(), rule.GetProperty("errnoRet").GetInt32()), Is.EqualTo(("SCMP_ACT_ERRNO", 38)));
    }

    /// <summary>Docker takes either its own form or the runtime specification's. Kubernetes takes the latter alone.</summary>
    [Test]
    public void Docker_and_Kubernetes_both_read_it()
    {
        Assert.That(Profile.EnumerateObject().Select(part => part.Name), Is.EqualTo(new[] { "comment", "defaultAction", "architectures", "syscalls" }));
        Assert.That(Rules.SelectMany(rule => rule.EnumerateObject()).Select(part => part.Name).Distinct(), Is.SubsetOf(new[] { "comment", "action", "errnoRet", "names" }));
        Assert.That(Profile.GetProperty("architectures").EnumerateArray().Select(one => one.GetString()), Is.EqualTo(new[] { "SCMP_ARCH_X86_64", "SCMP_ARCH_AARCH64" }));
    }

    [Test]
    public void Each_call_is_named_once_and_in_order()
    {
        Assert.That(Rules.SelectMany(Names), Is.Unique);
        foreach (var rule in Rules)
            Assert.That(Names(rule), Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
    }

    private static List<string> Names(JsonElement rule) => [.. rule.GetProperty("names").EnumerateArray().Select(name => name.GetString()!)];
}
