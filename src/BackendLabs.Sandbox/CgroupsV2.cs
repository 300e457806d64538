using BackendLabs.Contract;

namespace BackendLabs.Sandbox;

/// <summary>cgroup version 2: one tree, whose controllers are passed down (https://docs.kernel.org/admin-guide/cgroup-v2.html).</summary>
internal sealed class CgroupsV2 : Cgroups
{
    private const string Mount = "/sys/fs/cgroup";
    private const int Period = 100_000;

    private static readonly string[] Needed = ["memory", "pids"];
    private static readonly string[] Wanted = [.. Needed, "cpu"];

    private readonly string _base;
    private readonly string _owner;
    private readonly FileStream? _held;

    private CgroupsV2(string folder, string owner)
    {
        _base = folder;
        _owner = owner;
        _held = Hold(Path.Combine(folder, owner));
    }

    public override string Description => $"version 2 at {_base}";

    /// <summary>Root takes a folder at the top; others need their own cgroup delegated, as <c>systemd-run --user --scope -p Delegate=yes</c> does.</summary>
    public static CgroupsV2? FindV2(string owner) => FindV2(Mount, MachineTools.IsRoot ? "/" : OwnPath(), owner);

    /// <param name="path">The cgroup to work beneath, from the mount's top; null where it is unknown.</param>
    internal static CgroupsV2? FindV2(string mount, string? path, string owner)
    {
        if (path is null || !File.Exists(Path.Combine(mount, ControllersFile)))
            return null;
        try
        {
            if (!Needed.All(Words(mount, ControllersFile).Contains))
                return null;
            var parent = MakeRoom(mount + path.TrimEnd('/'));
            PassDown(parent);
            var folder = Path.Combine(parent, "backendlabs");
            Directory.CreateDirectory(folder);
            PassDown(folder);
            var own = Path.Combine(folder, owner);
            Directory.CreateDirectory(own);
            PassDown(own);
            return Needed.All(Words(own, PassedFile).Contains) ? new CgroupsV2(folder, owner) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InfrastructureException)
        {
            return null;
        }
    }

    /// <summary>One that somebody else has made, to look at.</summary>
    public static Cgroup At(string folder) => new OneV2(folder);

    public override Cgroup Create(string name, ProcessLimits limits)
    {
        var folder = Path.Combine(_base, _owner, name);
        Directory.CreateDirectory(folder);
        // No memory.high: it would slow a process at its limit down, and the verdict would blame its time.
        Write(Path.Combine(folder, "memory.max"), Number(limits.MemoryBytes));
        WriteWhereThere(folder, "memory.swap.max", "0");
        WriteWhereThere(folder, "memory.oom.group", "1");
        WriteWhereThere(folder, "cpu.max", $"{Number((long)limits.Cores * Period)} {Number(Period)}");
        Write(Path.Combine(folder, "pids.max"), Number(limits.Processes));
        return new OneV2(folder);
    }

    public override void LetGo() => _held?.Dispose();

    public override Task RemoveAsync()
    {
        LetGo();
        return RemoveWithProcessesAsync(Path.Combine(_base, _owner));
    }

    public override Task ReapAsync(Func<string, bool> isAlive) => ReapAsync(_base, isAlive);

    private const string ControllersFile = "cgroup.controllers";
    private const string PassedFile = "cgroup.subtree_control";
    private const string Leaf = "grader";

    private static string? OwnPath() => File.ReadLines("/proc/self/cgroup")
        .FirstOrDefault(line => line.StartsWith("0::", StringComparison.Ordinal))?[3..];

    // "No internal processes": a cgroup that passes controllers down may hold no process itself, so those in it move into
    // a leaf first. Only the machine's true root is free of that rule; it alone has no cgroup.type. At the top of a
    // container all processes are ours to move; beneath a user's session only this one is, and if others stay behind the
    // kernel refuses to pass controllers down.
    private static string MakeRoom(string folder)
    {
        if (Path.GetFileName(folder) == Leaf)
            return folder[..^(Leaf.Length + 1)];
        if (!File.Exists(Path.Combine(folder, "cgroup.type")) || Needed.All(Words(folder, PassedFile).Contains))
            return folder;
        var leaf = Path.Combine(folder, Leaf);
        Directory.CreateDirectory(leaf);
        string[] moving = MachineTools.IsRoot ? Words(folder, ProcessesFile) : [Number(Environment.ProcessId)];
        foreach (var process in moving)
            Write(Path.Combine(leaf, ProcessesFile), process);
        return folder;
    }

    // Written one by one: the kernel refuses a list as a whole where one of it is not there.
    private static void PassDown(string folder)
    {
        var passed = Words(folder, PassedFile);
        foreach (var controller in Words(folder, ControllersFile).Intersect(Wanted, StringComparer.Ordinal).Except(passed, StringComparer.Ordinal))
            Write(Path.Combine(folder, PassedFile), "+" + controller);
    }

    private static string[] Words(string folder, string file) =>
        File.ReadAllText(Path.Combine(folder, file)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static void WriteWhereThere(string folder, string file, string text)
    {
        if (File.Exists(Path.Combine(folder, file)))
            Write(Path.Combine(folder, file), text);
    }

    private sealed class OneV2(string folder) : Cgroup
    {
        public override IReadOnlyList<string> JoinFiles { get; } = [Path.Combine(folder, "cgroup.procs")];

        public override bool WasOutOfMemory => Read(Path.Combine(folder, "memory.events"), "oom_kill") > 0;

        private long _seen;

        // The kernel keeps it since Linux 5.19.
        public override bool HasToBeWatched { get; } = !File.Exists(Path.Combine(folder, "memory.peak"));

        public override long PeakBytes => HasToBeWatched
            ? _seen = Math.Max(_seen, Read(Path.Combine(folder, "memory.current")))
            : Read(Path.Combine(folder, "memory.peak"));

        // A process that wakes at all uses more than a microsecond.
        public override long? Work => Read(Path.Combine(folder, "cpu.stat"), "usage_usec") is > 0 and var microseconds ? microseconds : null;

        public override TimeSpan Cpu => TimeSpan.FromMicroseconds(Read(Path.Combine(folder, "cpu.stat"), "usage_usec"));

        public override void Remove() => RemoveTree(folder);
    }
}
