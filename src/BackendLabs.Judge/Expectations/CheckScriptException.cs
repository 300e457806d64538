using BackendLabs.Contract;

namespace BackendLabs.Judge;

/// <summary>The check script itself is wrong; its author's to mend, never the student's.</summary>
public class CheckScriptException(string message) : Exception(message);

/// <summary>The check script did not end in its time, which a busy machine can be the cause of.</summary>
internal sealed class LateCheckException(string message) : CheckScriptException(message);

/// <summary>An expectation did not hold.</summary>
/// <param name="expected">In plain words; null where there is nothing to compare.</param>
/// <param name="at">The operation where it went wrong; null where no single one is to blame.</param>
internal sealed class ExpectationFailedException(string message, string? expected, string? actual, TimelineEvent? at = null) : Exception(message)
{
    public TimelineEvent? At { get; } = at;

    public string? Expected { get; } = expected;

    public string? Actual { get; } = actual;

    /// <summary>The id of the lab's rule that is broken; null where the check names none.</summary>
    public string? Rule { get; init; }

    /// <summary>The order of the clients' operations in which it failed; null where the check decided none.</summary>
    public BreakingSchedule? Schedule { get; init; }

    /// <summary>The plan that was not as expected; null where it was about none.</summary>
    public IReadOnlyList<PlanLine>? Plan { get; init; }

    /// <summary>Which of the orders that were tried, from 1.</summary>
    public int Order { get; init; }

    /// <summary>Why an order that was to be followed could not be; null where none was, or it could.</summary>
    public string? Strayed { get; init; }
}
