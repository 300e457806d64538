using System.Diagnostics;
using System.Globalization;

namespace BackendLabs.Sandbox;

/// <summary>Stands in for a memory cgroup where there is none: looks at a process tree every now and then, and ends it over its limit.</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    /// <summary>Clock ticks a second in /proc/PID/stat; 100 on every Linux that .NET runs on.</summary>
    private const int TicksPerSecond = 100;

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;

    /// <summary>Each process that was ever seen, and when it started: its number may be another's later.</summary>
    private readonly Dictionary<int, string> _seen = [];

    public MemoryWatch(Process process, long limitBytes) => _watching = WatchAsync(process, limitBytes);

    public bool Exceeded { get; private set; }

    public long PeakBytes { get; private set; }

    public TimeSpan Cpu { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    /// <summary>Once the first process has ended: kills those that it left behind and waits until they are gone.</summary>
    public async Task EmptyAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        using var patience = new CancellationTokenSource(SandboxTimes.Kill, TimeProvider.System);
        while (_seen.Where(IsThere).Select(seen => seen.Key).ToList() is { Count: > 0 } left && !patience.IsCancellationRequested)
        {
            left.ForEach(Native.Kill);
            await Task.Delay(SandboxTimes.EndLook, TimeProvider.System);
        }
    }

    private async Task WatchAsync(Process process, long limitBytes)
    {
        using var timer = new PeriodicTimer(SandboxTimes.MemoryLook);
        try
        {
            do
            {
                var (bytes, cpu) = Measure(process.Id);
                PeakBytes = Math.Max(PeakBytes, bytes);
                Cpu = cpu > Cpu ? cpu : Cpu;
                if (bytes <= limitBytes)
                    continue;
                Exceeded = true;
                process.Kill(entireProcessTree: true);
                return;
            }
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or InvalidOperationException)
        {
            // It has ended.
        }
    }

    private (long Bytes, TimeSpan Cpu) Measure(int process)
    {
        // Pages of programs and libraries are the same for all: forty sessions of a server have them once.
        long bytes = 0, files = 0, ticks = 0;
        // Those that were seen before are still ours when the process that started them is gone.
        var waiting = new Stack<int>(_seen.Where(IsThere).Select(seen => seen.Key).Append(process));
        var counted = new HashSet<int>();
        while (waiting.TryPop(out var id))
        {
            try
            {
                if (!counted.Add(id))
                    continue;
                var folder = $"/proc/{id}";
                var stat = Fields(File.ReadAllText($"{folder}/stat"));
                _seen.TryAdd(id, stat[StartTime]);
                var (own, mapped) = ProcessMemory(File.ReadAllText($"{folder}/status"));
                (bytes, files) = (bytes + own, Math.Max(files, mapped));
                ticks += Number(stat[UserTime]) + Number(stat[SystemTime]);
                foreach (var child in File.ReadAllText($"{folder}/task/{id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    waiting.Push(int.Parse(child, CultureInfo.InvariantCulture));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
            {
                // It ended between two reads.
            }
        }

        return (bytes + files, TimeSpan.FromSeconds((double)ticks / TicksPerSecond));
    }

    // proc(5): what a process has in memory of its own and shared, and of mapped files, in kilobytes.
    private static (long Own, long Mapped) ProcessMemory(string status)
    {
        long own = 0, mapped = 0;
        foreach (var line in status.Split('\n').Where(line => line.StartsWith("Rss", StringComparison.Ordinal)))
        {
            var bytes = 1024 * Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]);
            if (line.StartsWith("RssFile:", StringComparison.Ordinal))
                mapped = bytes;
            else
                own += bytes;
        }

        return (own, mapped);
    }

    private static bool IsThere(KeyValuePair<int, string> seen) =>
        ProcessTree.Read($"/proc/{seen.Key}/stat") is { } stat && Fields(stat) is [not ("Z" or "X"), ..] fields && fields[StartTime] == seen.Value;

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    // proc(5): the program's name, in parentheses, may hold anything; its state, the third field, follows.
    private static string[] Fields(string stat) => stat[(stat.LastIndexOf(')') + 2)..].Split(' ');

    private const int UserTime = 14 - 3;
    private const int SystemTime = 15 - 3;
    private const int StartTime = 22 - 3;
}
