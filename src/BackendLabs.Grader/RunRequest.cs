using BackendLabs.Labs;

namespace BackendLabs.Grader;

/// <summary>One snippet to be run against one lab.</summary>
/// <param name="Source">The student's text.</param>
/// <param name="FileName">Shown in diagnostics.</param>
/// <param name="Order">Check ids in the order to run; null for the lab's own.</param>
public sealed record RunRequest(Lab Lab, string Source, string FileName, long Seed, IReadOnlyList<string>? Order = null)
{
    /// <summary>By check id, an order of the clients' operations that the check follows alone, in place of trying them all: a record's, repeated.</summary>
    public IReadOnlyDictionary<string, CheckSchedule> Schedules { get; init; } = new Dictionary<string, CheckSchedule>();

    /// <summary>Whether each check's world is looked at when the check is over: <see cref="CheckResult.World"/>.</summary>
    public bool Inspects { get; init; }

    /// <summary>False only where the cost of recording is measured.</summary>
    internal bool RecordsTimeline { get; init; } = true;
}

/// <summary>Where a run is.</summary>
/// <param name="Number">Of <paramref name="Count"/> checks; 0 where the stage does not count.</param>
/// <param name="Detail">The check's title; while starting, what takes long; or null.</param>
public sealed record RunProgress(RunStage Stage, int Number, int Count, string? Detail);

public enum RunStage
{
    Starting,
    Compiling,
    Running,
    Checking,
}
