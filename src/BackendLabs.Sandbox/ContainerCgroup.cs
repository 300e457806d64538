namespace BackendLabs.Sandbox;

/// <summary>
/// What a container uses, looked at every now and then: its cgroup is the Engine's and goes with it, so the last look
/// stands. The Engine's own statistics come once a second, which is longer than most processes live.
/// </summary>
internal sealed class ContainerCgroup : IAsyncDisposable
{
    private const string Mount = "/sys/fs/cgroup";

    private readonly Cgroup? _cgroup;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;

    private ContainerCgroup(Cgroup? cgroup)
    {
        _cgroup = cgroup;
        _watching = cgroup is null ? Task.CompletedTask : WatchAsync();
    }

    public bool WasOutOfMemory { get; private set; }

    public long PeakBytes { get; private set; }

    public TimeSpan Cpu { get; private set; }

    /// <param name="container">The id, which every cgroup of a container has in its name: the process may be another's where ids are counted differently.</param>
    public static ContainerCgroup Find(string container, int process)
    {
        try
        {
            var lines = File.ReadAllLines($"/proc/{process}/cgroup").Where(line => line.Contains(container, StringComparison.Ordinal));
            return new ContainerCgroup(Of(lines.Select(line => line.Split(':', 3)).ToDictionary(parts => parts[1], parts => parts[2], StringComparer.Ordinal)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new ContainerCgroup(cgroup: null);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
    }

    // cgroups(7): version 2 has one line without a controller; version 1 one for each tree.
    private static Cgroup? Of(Dictionary<string, string> paths)
    {
        var memory = paths.GetValueOrDefault("memory");
        var cpu = paths.FirstOrDefault(path => path.Key.Split(',').Contains("cpuacct")).Value;
        if (memory is not null && cpu is not null)
            return CgroupsV1.At(new() { ["memory"] = $"{Mount}/memory{memory}", ["cpuacct"] = $"{Mount}/cpuacct{cpu}" });
        return paths.TryGetValue("", out var only) ? CgroupsV2.At(Mount + only) : null;
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(SandboxTimes.MemoryLook);
        try
        {
            do
            {
                WasOutOfMemory |= _cgroup!.WasOutOfMemory;
                PeakBytes = Math.Max(PeakBytes, _cgroup!.PeakBytes);
                var cpu = _cgroup!.Cpu;
                Cpu = cpu > Cpu ? cpu : Cpu;
            }
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // It has ended.
        }
    }
}
