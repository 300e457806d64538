using System.Diagnostics;
using System.Globalization;

namespace BackendLabs.Runner.Sandboxing;

/// <summary>Stands in for a memory cgroup where there is none: looks at a process tree every now and then, and ends it over its limit.</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    private static readonly long PageBytes = Environment.SystemPageSize;

    /// <summary>Clock ticks a second in /proc/PID/stat; 100 on every Linux that .NET runs on.</summary>
    private const int TicksPerSecond = 100;

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;

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

    private async Task WatchAsync(Process process, long limitBytes)
    {
        using var timer = new PeriodicTimer(RunnerTimes.MemoryLook);
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

    private static (long Bytes, TimeSpan Cpu) Measure(int process)
    {
        long bytes = 0, ticks = 0;
        var waiting = new Stack<int>([process]);
        while (waiting.TryPop(out var id))
        {
            try
            {
                var folder = $"/proc/{id}";
                bytes += long.Parse(File.ReadAllText($"{folder}/statm").Split(' ')[1], CultureInfo.InvariantCulture) * PageBytes;
                ticks += Ticks(File.ReadAllText($"{folder}/stat"));
                foreach (var child in File.ReadAllText($"{folder}/task/{id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    waiting.Push(int.Parse(child, CultureInfo.InvariantCulture));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
            {
                // It ended between two reads.
            }
        }

        return (bytes, TimeSpan.FromSeconds((double)ticks / TicksPerSecond));
    }

    // proc(5): the program's name, in parentheses, may hold anything; utime and stime are fields 14 and 15.
    private static long Ticks(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
    }
}
