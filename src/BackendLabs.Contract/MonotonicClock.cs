namespace BackendLabs.Contract;

/// <summary>The machine's monotonic clock in microseconds: the same in every process, so that events of several can be put in order.</summary>
public static class MonotonicClock
{
    public static long Microseconds(this TimeProvider time) => ToMicroseconds(time, time.GetTimestamp());

    /// <param name="timestamp">Of <see cref="TimeProvider.GetTimestamp"/>.</param>
    public static long ToMicroseconds(this TimeProvider time, long timestamp)
    {
        // In two parts, so that nothing overflows: numbers of 128 bits are compiled anew by each process that uses them.
        var (seconds, rest) = Math.DivRem(timestamp, time.TimestampFrequency);
        return seconds * MicrosecondsPerSecond + rest * MicrosecondsPerSecond / time.TimestampFrequency;
    }

    private const long MicrosecondsPerSecond = 1_000_000;
}
