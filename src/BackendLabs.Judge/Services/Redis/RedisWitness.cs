using BackendLabs.Contract;

namespace BackendLabs.Judge.Services.Redis;

/// <summary>
/// What the Redis gates of one world saw: shared by the gates of all its snippet processes and by the judge's
/// <see cref="JudgeCache"/>. Safe from any thread.
/// </summary>
/// <param name="time">The clock of <paramref name="start"/>.</param>
/// <param name="start">The stamp that events count from, of <see cref="TimeProvider.GetTimestamp"/>; 0 for the machine's monotonic clock itself.</param>
/// <param name="record">Takes each event; must not throw.</param>
/// <param name="refused">Takes each refusal; must not throw.</param>
/// <param name="commandLimit">Commands of the whole world; the client's own handshake is not counted.</param>
internal sealed class RedisWitness(
    TimeProvider time,
    long start,
    Action<TimelineEvent> record,
    Action<GateRefusal> refused,
    long commandLimit = 1_000_000)
{
    /// <summary>The list that a check can look at stops growing here; the timeline and the count go on.</summary>
    public const int CommandsKept = 100_000;

    // One makes the verdict; a loop of them is not worth more messages.
    private const int RefusalsReported = 100;

    private readonly Lock _gate = new();
    private readonly List<TimelineEvent> _commands = [];
    private bool _isCut;
    private long _counted;
    private int _limitReported;
    private int _refusals;

    /// <summary>Takes the keys that a command names; must not throw.</summary>
    public Action<IReadOnlyList<string>> Named { get; init; } = _ => { };

    public IReadOnlyList<TimelineEvent> Commands
    {
        get
        {
            lock (_gate)
                return [.. _commands];
        }
    }

    /// <summary>Whether there were more commands than are kept since they were cleared.</summary>
    public bool IsCut
    {
        get
        {
            lock (_gate)
                return _isCut;
        }
    }

    public void ClearCommands()
    {
        lock (_gate)
        {
            _commands.Clear();
            _isCut = false;
        }
    }

    /// <summary>Counts a command; false when the world has used all it may.</summary>
    public bool TryCount()
    {
        if (Interlocked.Increment(ref _counted) <= commandLimit)
            return true;
        if (Interlocked.Exchange(ref _limitReported, 1) == 0)
            refused(new GateRefusal(RedisHome.Name, "commands", LimitReason));
        return false;
    }

    public string LimitReason => $"a check may send {commandLimit} Redis commands and your code has sent them all. Look for a loop that does not end";

    public void Saw(SeenCommand command)
    {
        var seen = Event(command);
        lock (_gate)
        {
            if (_commands.Count < CommandsKept)
                _commands.Add(seen);
            else
                _isCut = true;
        }
        record(seen);
    }

    /// <summary>The judge's own command: on the timeline, not among the snippet's commands.</summary>
    public void SawJudge(string operation, string detail, long began, long ended) =>
        record(Event(new SeenCommand(operation, detail, began, ended, Host: 0)));

    public void Refused(RedisRuling.Refuse refusal)
    {
        if (Interlocked.Increment(ref _refusals) <= RefusalsReported)
            refused(new GateRefusal(RedisHome.Name, refusal.Operation, refusal.Reason));
    }

    private TimelineEvent Event(SeenCommand command) => new(
        Microseconds(start, command.Began),
        Microseconds(command.Began, command.Ended),
        RedisHome.Name,
        command.Operation,
        command.Detail,
        Host: command.Host,
        Failed: command.Failed,
        Queued: command.Queued);

    private long Microseconds(long from, long to) => (long)time.GetElapsedTime(from, to).TotalMicroseconds;
}

/// <summary>A command and what became of it.</summary>
/// <param name="Host">The snippet process that sent it, from 1.</param>
internal sealed record SeenCommand(string Operation, string Detail, long Began, long Ended, int Host)
{
    /// <summary>It was refused, answered with an error, or its reply was cut off.</summary>
    public bool Failed { get; init; }

    /// <summary>It waits in a transaction for EXEC.</summary>
    public bool Queued { get; init; }
}
