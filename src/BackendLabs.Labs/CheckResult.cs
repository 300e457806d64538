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
    IReadOnlyList<OperationEvent> Timeline,
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

/// <summary>One operation on a check's timeline.</summary>
/// <param name="At">Since the check began.</param>
/// <param name="Service"><c>code</c>, <c>sqlite</c>, <c>redis</c>, <c>docker</c>, <c>http</c> or <c>judge</c>.</param>
/// <param name="Line">The snippet's line, from 1; null where unknown.</param>
/// <param name="SelfReported">True where only the student's own process reported it.</param>
public sealed record OperationEvent(
    TimeSpan At, TimeSpan Duration, string Service, string Operation, string Detail, int? Line, bool SelfReported)
{
    /// <summary>True for what the judge did: arranging the world, and looking at it.</summary>
    public bool IsJudges { get; init; }

    /// <summary>Which of the worlds that the check compares it belongs to, from 1; null where it compares none.</summary>
    public int? World { get; init; }

    /// <summary>Which of the check's clients made it, from 1; null for the judge's, and in what was recorded before there was this field.</summary>
    public int? Client { get; init; }

    /// <summary>Whether it ended in an exception, an error or a refusal.</summary>
    public bool IsFailed { get; init; }
}
