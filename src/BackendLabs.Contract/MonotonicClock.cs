namespace BackendLabs.Contract;

/// <summary>The machine's monotonic clock in microseconds: the same in every process, so that events of several can be put in order.</summary>
public static class MonotonicClock
{
    public static long Microseconds(this TimeProvider time) => ToMicroseconds(time, time.GetTimestamp());

    /// <param name="timestamp">Of <see cref="TimeProvider.GetTimestamp"/>.</param>
    public static long ToMicroseconds(this TimeProvider time, long timestamp) =>
        (long)((Int128)timestamp * 1_000_000 / time.TimestampFrequency);
}
