namespace BackendLabs.Sandbox;

/// <summary>cgroup version 1: one tree a controller (https://docs.kernel.org/admin-guide/cgroup-v1/).</summary>
internal sealed class CgroupsV1 : Cgroups
{
    private static readonly string[] Needed = ["memory", "pids", "cpuacct"];

    // Of 100 milliseconds, the kernel's own period, how many microseconds a core.
    private const int Period = 100_000;

    /// <summary>By controller, the folder that all graders of this user share.</summary>
    private readonly Dictionary<string, string> _folders;
    private readonly string _root;
    private readonly string _owner;
    private readonly List<FileStream?> _held;

    private CgroupsV1(string root, string owner, Dictionary<string, string> folders)
    {
        _folders = folders;
        _root = root;
        _owner = owner;
        _held = [.. folders.Values.Select(folder => Hold(Path.Combine(folder, owner)))];
    }

    public override string Description => $"version 1 at {_root}";

    // A kernel without bandwidth control can do without: time is limited by other means too.
    public static string[] Controllers(string root) => File.Exists(Path.Combine(root, "cpu", "cpu.cfs_quota_us")) ? [.. Needed, "cpu"] : Needed;

    /// <param name="top">The folder in each tree that is this user's to write.</param>
    public static CgroupsV1? FindV1(string root, string top, string owner)
    {
        try
        {
            var folders = Controllers(root).ToDictionary(controller => controller, controller => Path.Combine(root, controller, top));
            if (folders.Keys.Any(controller => !File.Exists(Path.Combine(root, controller, ProcessesFile))))
                return null;
            foreach (var folder in folders.Values)
                Directory.CreateDirectory(Path.Combine(folder, owner));
            return new CgroupsV1(root, owner, folders);
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
        var folders = _folders.ToDictionary(one => one.Key, one => Path.Combine(one.Value, _owner, name));
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
        foreach (var folder in _folders.Values)
            await RemoveWithProcessesAsync(Path.Combine(folder, _owner));
    }

    public override async Task ReapAsync(Func<string, bool> isAlive)
    {
        foreach (var folder in _folders.Values)
            await ReapAsync(folder, isAlive);
    }

    private sealed class OneV1(Dictionary<string, string> folders) : Cgroup
    {
        // A thread that moves itself by `tasks` takes no lock of the whole machine (Linux 5.18); by `cgroup.procs` it
        // would wait for every processor, ten milliseconds a start. The shell that joins has one thread only.
        public override IReadOnlyList<string> JoinFiles { get; } = [.. folders.Values.Select(folder => Path.Combine(folder, "tasks"))];

        public override bool WasOutOfMemory => Read(Path.Combine(folders["memory"], "memory.oom_control"), "oom_kill") > 0;

        public override long PeakBytes => Read(Path.Combine(folders["memory"], "memory.max_usage_in_bytes"));

        public override TimeSpan Cpu => TimeSpan.FromMicroseconds(Read(Path.Combine(folders["cpuacct"], "cpuacct.usage")) / 1_000);

        public override long? Work => Read(Path.Combine(folders["cpuacct"], "cpuacct.usage")) is > 0 and var nanoseconds ? nanoseconds : null;

        public override void Remove()
        {
            foreach (var folder in folders.Values)
                RemoveTree(folder);
        }
    }
}
