using System.Globalization;
using BackendLabs.Contract;

namespace BackendLabs.Sandbox;

/// <summary>
/// Composes how a process is started: a shell that joins the cgroups and opens the filter, then the drop of uid, then
/// bubblewrap, then the limits, then the program. Each replaces the one before it, so one process id stands for all.
/// </summary>
/// <param name="filters">Null where libseccomp is missing.</param>
internal sealed class CommandLine(MachineTools tools, SystemCallFilters? filters)
{
    /// <summary>Beyond the lab's own limits: a process that writes this much core or this many bytes is wrong anyway.</summary>
    private const string NoCore = "--core=0";

    // `$@` is what follows; the first word is the filter's file or empty, the loop's files are the cgroups to join, up to
    // a word that separates; then the file for standard error, or empty. The descriptor is made here, in the child: one that the grader made could be inherited by
    // every process that it starts at that moment.
    private const string JoinAndRun =
        """umask 007; f=$1; shift; while [ "$1" != -- ]; do echo 0 > "$1" || exit 125; shift; done; shift; [ -z "$f" ] || exec 9< "$f" || exit 125; e=$1; shift; [ -z "$e" ] || exec 2>> "$e" || exit 125; exec "$@" """;

    private const string FilterDescriptor = "9";

    /// <summary>Whether what is started sees folders of its own.</summary>
    public bool IsBoxed => tools.Bubblewrap is not null;

    public IReadOnlyList<string> For(SandboxSpec spec, IReadOnlyList<string> cgroups)
    {
        var words = new List<string> { "/bin/sh", "-c", JoinAndRun, "sh", IsBoxed ? filters?.FileOf(spec.Calls) ?? "" : "" };
        words.AddRange(cgroups);
        words.Add("--");
        words.Add(spec.ErrorFile ?? "");
        if (spec.Account is { } account)
            words.AddRange(ChangeAccount(account, spec.Groups));
        if (IsBoxed)
            words.AddRange(Box(tools.Bubblewrap!, spec));
        words.AddRange(Limits(spec.Limits));
        words.AddRange(spec.Command);
        return words;
    }

    private IEnumerable<string> ChangeAccount(ProcessAccount account, IReadOnlyList<int> groups)
    {
        yield return tools.SetPrivileges ?? throw new InfrastructureException(
            "The program setpriv is missing, without which root cannot give a process an account of its own.",
            "Install util-linux, or run BackendLabs as an ordinary user.");
        yield return $"--reuid={account.User}";
        yield return $"--regid={account.Group}";
        yield return groups.Count == 0 ? "--clear-groups" : $"--groups={string.Join(',', groups)}";
        yield return "--inh-caps=-all";
        yield return "--";
    }

    // Processes are counted inside the namespace only: outside, all that the user runs would count.
    private IEnumerable<string> Limits(ProcessLimits limits)
    {
        if (tools.ProcessLimit is not { } program)
            yield break;
        yield return program;
        yield return NoCore;
        yield return $"--nofile={limits.OpenFiles}";
        yield return string.Create(CultureInfo.InvariantCulture, $"--fsize={limits.FileBytes}");
        if (limits.Cpu is { } cpu)
            yield return string.Create(CultureInfo.InvariantCulture, $"--cpu={Math.Ceiling(cpu.TotalSeconds):0}");
        // What the kernel counts for a user over all its processes: a box of an ordinary user shares that with the user.
        yield return string.Create(CultureInfo.InvariantCulture, $"--sigpending={ProcessLimits.PendingSignals}");
        yield return "--msgqueue=0";
        yield return string.Create(CultureInfo.InvariantCulture, $"--memlock={ProcessLimits.LockedBytes}");
        if (IsBoxed)
            yield return $"--nproc={limits.Processes}";
        yield return "--";
    }

    private List<string> Box(string bubblewrap, SandboxSpec spec)
    {
        var words = new List<string>
        {
            bubblewrap,
            "--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try",
            "--disable-userns", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--hostname", "lab",
            "--clearenv",
        };
        foreach (var (name, value) in spec.Environment)
            words.AddRange(["--setenv", name, value]);
        words.AddRange(tools.SystemMounts);
        words.AddRange(
        [
            "--proc", "/proc", .. Devices,
            "--size", Number(spec.Limits.TemporaryBytes), "--tmpfs", "/tmp",
        ]);
        foreach (var mount in spec.Mounts)
            words.AddRange([mount.Writable ? "--bind" : "--ro-bind", mount.Source, mount.Target]);
        words.AddRange(["--remount-ro", "/", "--chdir", "/tmp"]);
        if (filters is not null)
            words.AddRange(["--seccomp", FilterDescriptor]);
        words.Add("--");
        return words;
    }

    // No terminals, no shared memory: nothing of /dev can be written to but what swallows it. --dev would bring both.
    private static readonly string[] Devices =
    [
        "--tmpfs", "/dev",
        .. new[] { "null", "zero", "full", "random", "urandom" }.SelectMany<string, string>(name => ["--dev-bind", "/dev/" + name, "/dev/" + name]),
        "--symlink", "/proc/self/fd", "/dev/fd", "--dir", "/dev/shm", "--remount-ro", "/dev",
    ];

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
