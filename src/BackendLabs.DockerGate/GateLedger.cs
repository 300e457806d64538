using BackendLabs.Contract;

namespace BackendLabs.DockerGate;

/// <summary>What a gate tells the run: operations, refusals, and the Engine's failure.</summary>
internal sealed class GateLedger(Action<TimelineEvent> record, Action<GateRefusal> refused, TimeProvider time)
{
    private const string Service = "docker";
    private const int LongestDetail = 200;

    private Exception? _engineFailed;

    public Exception? EngineFailed => Volatile.Read(ref _engineFailed);

    public TimeProvider Time => time;

    public void Record(string operation, string detail, bool failed, long started)
    {
        // The machine's monotonic clock, which the judge's timeline counts from its own origin.
        var at = time.GetElapsedTime(0, started);
        record(new TimelineEvent(Microseconds(at), Microseconds(time.GetElapsedTime(started)), Service, operation, Shown(detail), Failed: failed));
    }

    public void Refuse(string operation, string reason) => refused(new GateRefusal(Service, Shown(operation), reason));

    public void Failed(Exception error) => Interlocked.CompareExchange(ref _engineFailed, error, null);

    private static long Microseconds(TimeSpan span) => (long)span.TotalMicroseconds;

    private static string Shown(string text)
    {
        var clean = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return clean.Length <= LongestDetail ? clean : clean[..(LongestDetail - 1)] + "…";
    }
}
