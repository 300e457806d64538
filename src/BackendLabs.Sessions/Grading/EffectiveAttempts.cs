using BackendLabs.Store.Sessions;

namespace BackendLabs.Sessions.Grading;

/// <summary>
/// Which runs count after regrades. A published regrade's run takes the place of the submission that it repeats, with the
/// submission's time, except where the submission passed and its repetition did not: a pass stays a pass, with its version.
/// A repetition that ended by our own fault changes nothing.
/// </summary>
internal static class EffectiveAttempts
{
    /// <param name="attempts">Submissions and repetitions of all regrades.</param>
    /// <param name="regrades">Those that count.</param>
    /// <returns>One for each judged submission, in their order.</returns>
    public static IEnumerable<SessionAttempt> Of(IReadOnlyList<SessionAttempt> attempts, IReadOnlyList<Regrade> regrades)
    {
        // The latest decision about a lab counts.
        var latest = regrades.GroupBy(regrade => regrade.Lab).Select(group => group.MaxBy(regrade => regrade.Published)!.Id).ToHashSet(StringComparer.Ordinal);
        var repeated = attempts.Where(attempt => attempt is { Regrade: { } regrade, RegradeOf: not null, Verdict: not null and not "infrastructure_error" } && latest.Contains(regrade))
            .ToDictionary(attempt => attempt.RegradeOf!, StringComparer.Ordinal);
        return attempts.Where(attempt => attempt is { Regrade: null, Verdict: not null })
            .Select(attempt => repeated.GetValueOrDefault(attempt.Id) is { } again && (attempt.Verdict != "passed" || again.Verdict == "passed")
                ? again with { Accepted = attempt.Accepted, IsLate = attempt.IsLate }
                : attempt);
    }
}
