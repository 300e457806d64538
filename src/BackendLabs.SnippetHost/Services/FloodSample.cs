using System.Diagnostics;

namespace BackendLabs.SnippetHost.Services;

/// <summary>
/// Which operations of a flood are told: all of the first ones, as many as the judge keeps, and then one now and then, so
/// that the end of the flood has its lines too and the snippet is not slowed by telling of it.
/// </summary>
/// <param name="apart">At least between two of those that are told once the first ones are.</param>
internal sealed class FloodSample(TimeSpan apart)
{
    private const int First = 2_000;

    /// <summary>Between two operations.</summary>
    public static readonly TimeSpan OfOperations = TimeSpan.FromMilliseconds(1);

    /// <summary>Between two looks for a line, which are for operations that are told: never the reason why one goes without.</summary>
    public static readonly TimeSpan OfFrames = OfOperations / 2;

    private readonly long _ticksApart = (long)(apart.TotalSeconds * Stopwatch.Frequency);
    private int _taken;
    private long _lastAt;

    public bool TryTake()
    {
        if (Volatile.Read(ref _taken) < First && Interlocked.Increment(ref _taken) <= First)
            return true;
        var (last, now) = (Interlocked.Read(ref _lastAt), Stopwatch.GetTimestamp());
        return now - last >= _ticksApart && Interlocked.CompareExchange(ref _lastAt, now, last) == last;
    }
}
