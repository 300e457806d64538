using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Grader;

/// <summary>One snippet to be run against one lab.</summary>
/// <param name="Source">The student's text.</param>
/// <param name="FileName">Shown in diagnostics.</param>
public sealed record RunRequest(Lab Lab, string Source, string FileName, RunOptions Options);

/// <summary>Where a run is.</summary>
/// <param name="Number">Of <paramref name="Count"/> checks; 0 where the stage does not count.</param>
/// <param name="Detail">The check's title; while starting, what takes long; or null.</param>
public sealed record RunProgress(RunStage Stage, int Number, int Count, string? Detail)
{
    /// <summary>The first check that did not pass, as soon as that is known; null otherwise. Checks before it have passed.</summary>
    public CheckResult? Failed { get; init; }
}

public enum RunStage
{
    /// <summary>Other runs come first: as many as <see cref="RunProgress.Number"/> says.</summary>
    Waiting,
    Starting,
    Compiling,
    Running,
    Checking,
}
