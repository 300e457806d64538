namespace BackendLabs.Runner.Sandboxing;

/// <summary>cgroup version 1: one tree a controller (https://docs.kernel.org/admin-guide/cgroup-v1/).</summary>
internal sealed class CgroupsV1 : Cgroups
{
    private static readonly string[] Needed = ["memory", "pids", "cpuacct"];

    // Of 100 milliseconds, the kernel's own period, how many microseconds a core.
    private const int Period = 100_000;

    private readonly IReadOnlyList<string> _controllers;
    private readonly string _root;
    private readonly string _owner;
    private readonly List<FileStream?> _held;

    private CgroupsV1(string root, string owner, IReadOnlyList<string> controllers)
    {
        _controllers = controllers;
        _root = root;
        _owner = owner;
        _held = [.. controllers.Select(controller => Hold(Path.Combine(root, controller, "backendlabs", owner)))];
    }

    public override string Description => $"version 1 at {_root}";

    public static CgroupsV1? FindV1(string root, string owner)
    {
        try
        {
            // A kernel without bandwidth control can do without: time is limited by other means too.
            string[] controllers = File.Exists(Path.Combine(root, "cpu", "cpu.cfs_quota_us")) ? [.. Needed, "cpu"] : Needed;
            foreach (var controller in controllers)
            {
                if (!File.Exists(Path.Combine(root, controller, "cgroup.procs")))
                    return null;
                Directory.CreateDirectory(Path.Combine(root, controller, "backendlabs", owner));
            }

            return new CgroupsV1(root, owner, controllers);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>One that somebody else has made, to look at.</summary>
    public static Cgroup At(Dictionary<string, string> folders) => new OneV1(folders);

    public override Cgroup Create(string name, ProcessLimits limits)
    {
        var folders = _controllers.ToDictionary(c => c, c => Path.Combine(_root, c, "backendlabs", _owner, name));
        foreach (var folder in folders.Values)
            Directory.CreateDirectory(folder);

        Write(Path.Combine(folders["memory"], "memory.limit_in_bytes"), Number(limits.MemoryBytes));
        var withSwap = Path.Combine(folders["memory"], "memory.memsw.limit_in_bytes");
        if (File.Exists(withSwap))
            Write(withSwap, Number(limits.MemoryBytes));
        Write(Path.Combine(folders["pids"], "pids.max"), Number(limits.Processes));
        if (folders.TryGetValue("cpu", out var cpu) && File.Exists(Path.Combine(cpu, "cpu.cfs_quota_us")))
            Write(Path.Combine(cpu, "cpu.cfs_quota_us"), Number((long)limits.Cores * Period));
        return new OneV1(folders);
    }

    public override void LetGo()
    {
        foreach (var held in _held)
            held?.Dispose();
    }

    public override async Task RemoveAsync()
    {
        LetGo();
        foreach (var controller in _controllers)
            await RemoveWithProcessesAsync(Path.Combine(_root, controller, "backendlabs", _owner));
    }

    public override async Task ReapAsync(Func<string, bool> isAlive)
    {
        foreach (var controller in _controllers)
            await ReapAsync(Path.Combine(_root, controller, "backendlabs"), isAlive);
    }

    private sealed class OneV1(Dictionary<string, string> folders) : Cgroup
    {
        public override IReadOnlyList<string> JoinFiles { get; } =
            [.. folders.Values.Select(folder => Path.Combine(folder, "cgroup.procs"))];

        public override bool WasOutOfMemory => Read(Path.Combine(folders["memory"], "memory.oom_control"), "oom_kill") > 0;

        public override long PeakBytes => Read(Path.Combine(folders["memory"], "memory.max_usage_in_bytes"));

        public override TimeSpan Cpu => TimeSpan.FromMicroseconds(Read(Path.Combine(folders["cpuacct"], "cpuacct.usage")) / 1_000);

        public override void Remove()
        {
            foreach (var folder in folders.Values)
                RemoveTree(folder);
        }
    }
}
