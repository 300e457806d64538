using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Judging;

/// <summary>Adds up what processes used: processor time together, memory of the largest.</summary>
internal sealed class HostUsage
{
    private readonly Lock _lock = new();
    private TimeSpan _cpu;
    private long _peak;

    public void Add(ProcessEnd end)
    {
        lock (_lock)
        {
            _cpu += end.Cpu;
            _peak = Math.Max(_peak, end.PeakBytes);
        }
    }

    public (TimeSpan Cpu, long PeakBytes) Take()
    {
        lock (_lock)
        {
            var taken = (_cpu, _peak);
            (_cpu, _peak) = (TimeSpan.Zero, 0);
            return taken;
        }
    }
}
