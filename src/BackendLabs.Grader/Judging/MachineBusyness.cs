using System.Globalization;

namespace BackendLabs.Grader.Judging;

/// <summary>What all of the machine's cores have done since it started, in the kernel's ticks (proc(5), /proc/stat).</summary>
/// <param name="Idle">Ticks with nothing to do, or with a disk to wait for.</param>
/// <param name="All">All ticks, those that a hypervisor gave to others included.</param>
internal sealed record MachineBusyness(long Idle, long All)
{
    /// <summary>A machine that is idle for less than this share of a time had no processor to spare in it.</summary>
    private const double Spare = 0.1;

    private const string Source = "/proc/stat";

    // In the first line, after "cpu": user nice system idle iowait irq softirq steal; guests' ticks are in user and nice.
    private const int IdlePlace = 3;
    private const int Places = 8;

    /// <summary>Where the kernel does not say: then no time is crowded.</summary>
    private static readonly MachineBusyness Unknown = new(0, 0);

    public static MachineBusyness Now()
    {
        try
        {
            using var reader = new StreamReader(Source);
            var ticks = (reader.ReadLine() ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(Places)
                .Select(text => long.Parse(text, CultureInfo.InvariantCulture)).ToList();
            return ticks.Count < Places ? Unknown : new MachineBusyness(ticks[IdlePlace] + ticks[IdlePlace + 1], ticks.Sum());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
        {
            return Unknown;
        }
    }

    /// <summary>Whether there was next to no processor time left since then.</summary>
    public bool IsCrowdedSince(MachineBusyness then) => All > then.All && Idle - then.Idle < Spare * (All - then.All);
}
