using BackendLabs.Contract;

namespace BackendLabs.Labs;

/// <summary>One check, after a run.</summary>
/// <param name="Timeline">Everything that went through the check's gates, in order.</param>
/// <param name="Hint">The lab's next step for a check that failed; null without one.</param>
public sealed record CheckResult(
    string Id,
    string Title,
    int Max,
    CheckStatus Status,
    TimeSpan Elapsed,
    IReadOnlyList<TimelineEvent> Timeline,
    string? Hint)
{
    /// <summary>The place in <see cref="Timeline"/>, from 0, where it went wrong; null where no single operation is to blame.</summary>
    public int? At { get; init; }

    /// <summary>The lab's rule that is broken; null where the check did not fail, or holds several and does not say which.</summary>
    public BrokenRule? Rule { get; init; }

    /// <summary>Whether it ran out of time at first and was repeated with no other run under way: this is the second result.</summary>
    public bool WasRepeated { get; init; }

    /// <summary>What lies behind the outcome, and the next step, in a student's words; null where the outcome itself says it.</summary>
    public string? Advice { get; init; }

    /// <summary>Why an order that was to be followed could not be; null where it was, or none was given.</summary>
    public string? Strayed { get; init; }

    /// <summary>What its services held when it was over; null where nobody asked, or it was not run.</summary>
    public WorldSnapshot? World { get; init; }

    /// <summary>Of free code (<see cref="Lab.IsFree"/>): what it returned, as JSON; null where it did not return.</summary>
    public string? Returned { get; init; }

    /// <summary>All or nothing: partial credit is made of checks.</summary>
    public int Points => Status is CheckStatus.Passed ? Max : 0;
}
