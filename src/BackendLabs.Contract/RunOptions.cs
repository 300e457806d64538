namespace BackendLabs.Contract;

/// <summary>How a lab's checks are run against a snippet: all that a caller may choose, from the command to the judge.</summary>
/// <param name="Seed">Repeats the run exactly.</param>
public sealed record RunOptions(long Seed)
{
    /// <summary>Check ids in the order to run; null for the script's own.</summary>
    public IReadOnlyList<string>? Order { get; init; }

    /// <summary>By check id, an order of clients' operations that the check follows alone, in place of trying them all: a record's, repeated.</summary>
    public IReadOnlyDictionary<string, BreakingSchedule> Schedules { get; init; } = new Dictionary<string, BreakingSchedule>();

    /// <summary>Whether each check's world is looked at when the check is over (<see cref="JudgeToGrader.WorldSeen"/>).</summary>
    public bool Inspects { get; init; }

    /// <summary>Whether the first check that does not pass is the last.</summary>
    public bool StopsAtFailure { get; init; }

    /// <summary>Whether another run follows at once, for which worlds can be made ready.</summary>
    public bool MoreFollow { get; init; }

    public RunMode Mode { get; init; } = new RunMode.Normal();

    /// <summary>How many checks may go on at once, each in a world of its own; at least 1.</summary>
    public int ChecksAtOnce { get; init; } = 1;
}
