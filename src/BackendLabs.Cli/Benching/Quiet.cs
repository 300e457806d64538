using System.Globalization;

namespace BackendLabs.Cli.Benching;

/// <summary>The processors of the machine, as the kernel counts their time.</summary>
internal static class Quiet
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Clock ticks a second in /proc/stat; 100 on every Linux that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>A machine that uses less than this of one core does nothing that matters.</summary>
    private const double Share = 0.15;

    /// <summary>Time that all processors together have worked since the machine started; zero where the kernel does not tell.</summary>
    public static TimeSpan Busy()
    {
        if (!File.Exists("/proc/stat"))
            return TimeSpan.Zero;
        // proc(5): user, nice, system, idle, iowait, irq, softirq, steal.
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var ticks = new[] { 1, 2, 3, 6, 7 }.Sum(field => long.Parse(fields[field], CultureInfo.InvariantCulture));
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    /// <summary>Waits until the machine has done nothing for three looks, or half a minute.</summary>
    public static async Task WaitAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        for (var quiet = 0; quiet < 3 && time.GetElapsedTime(began) < Patience;)
        {
            var before = Busy();
            await Task.Delay(Look, time, cancellationToken);
            quiet = (Busy() - before) / Look < Share ? quiet + 1 : 0;
        }
    }
}
