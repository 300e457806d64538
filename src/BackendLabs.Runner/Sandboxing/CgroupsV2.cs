namespace BackendLabs.Runner.Sandboxing;

/// <summary>cgroup version 2: one tree, whose controllers are passed down (https://docs.kernel.org/admin-guide/cgroup-v2.html).</summary>
internal sealed class CgroupsV2 : Cgroups
{
    private const string Mount = "/sys/fs/cgroup";
    private const string Wanted = "+memory +pids +cpu";

    private readonly string _base;
    private readonly string _owner;

    private CgroupsV2(string folder, string owner)
    {
        _base = folder;
        _owner = owner;
    }

    public override string Description => $"version 2 at {_base}";

    /// <summary>Root takes a folder at the top; others need their own cgroup delegated, as <c>systemd-run --user --scope -p Delegate=yes</c> does.</summary>
    public static CgroupsV2? FindV2(string owner)
    {
        if (!File.Exists(Path.Combine(Mount, "cgroup.controllers")))
            return null;
        try
        {
            var parent = MachineTools.IsRoot ? Mount : OwnDelegated();
            if (parent is null)
                return null;
            PassDown(parent);
            var folder = Path.Combine(parent, "backendlabs");
            Directory.CreateDirectory(folder);
            PassDown(folder);
            var own = Path.Combine(folder, owner);
            Directory.CreateDirectory(own);
            PassDown(own);
            return HasControllers(own) ? new CgroupsV2(folder, owner) : null;
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
        Write(Path.Combine(folder, "memory.max"), Number(limits.MemoryBytes));
        var swap = Path.Combine(folder, "memory.swap.max");
        if (File.Exists(swap))
            Write(swap, "0");
        Write(Path.Combine(folder, "pids.max"), Number(limits.Processes));
        return new OneV2(folder);
    }

    public override void Remove() => RemoveTree(Path.Combine(_base, _owner));

    public override void Reap(Func<string, bool> isAlive)
    {
        foreach (var folder in Directory.GetDirectories(_base))
        {
            if (!isAlive(Path.GetFileName(folder)))
                RemoveTree(folder);
        }
    }

    // A cgroup that passes controllers down may hold no process itself, so this one moves into a leaf first.
    private static string? OwnDelegated()
    {
        var line = File.ReadLines("/proc/self/cgroup").FirstOrDefault(l => l.StartsWith("0::", StringComparison.Ordinal));
        if (line is null)
            return null;
        var own = Mount + line[3..].TrimEnd('/');
        if (own.EndsWith("/grader", StringComparison.Ordinal))
            return own[..^"/grader".Length];
        var leaf = Path.Combine(own, "grader");
        Directory.CreateDirectory(leaf);
        Write(Path.Combine(leaf, "cgroup.procs"), Number(Environment.ProcessId));
        return own;
    }

    private static void PassDown(string folder)
    {
        var file = Path.Combine(folder, "cgroup.subtree_control");
        var passed = File.ReadAllText(file).Split();
        if (!passed.Contains("memory") || !passed.Contains("pids"))
            Write(file, Wanted);
    }

    private static bool HasControllers(string folder)
    {
        var passed = File.ReadAllText(Path.Combine(folder, "cgroup.subtree_control")).Split();
        return passed.Contains("memory") && passed.Contains("pids");
    }

    private sealed class OneV2(string folder) : Cgroup
    {
        public override IReadOnlyList<string> JoinFiles { get; } = [Path.Combine(folder, "cgroup.procs")];

        public override bool WasOutOfMemory => Read(Path.Combine(folder, "memory.events"), "oom_kill") > 0;

        public override long PeakBytes => Read(Path.Combine(folder, "memory.peak"));

        public override TimeSpan Cpu => TimeSpan.FromMicroseconds(Read(Path.Combine(folder, "cpu.stat"), "usage_usec"));

        public override void Remove() => RemoveTree(folder);
    }
}
