using BackendLabs.Store.Sessions;

namespace BackendLabs.Web.Staff;

/// <param name="State"><c>none</c>, <c>draft</c>, <c>waiting</c>, <c>failed</c>, <c>broken</c> (our own fault) or <c>passed</c>.</param>
/// <param name="Score">The best so far; null before anything was judged.</param>
/// <param name="Stuck">Three attempts and more in a row without more points than before.</param>
internal sealed record BoardCell(string Lab, string State, int Attempts, int? Score, int? Max, bool Stuck)
{
    private const int StuckAttempts = 3;

    /// <param name="attempts">Of one student at one lab, the oldest first.</param>
    public static BoardCell Of(string lab, IReadOnlyList<SessionAttempt> attempts, bool hasDraft)
    {
        var judged = attempts.Where(attempt => attempt.Verdict is not null and not "infrastructure_error").ToList();
        var best = judged.MaxBy(attempt => attempt.Score);
        var isPassed = judged.Exists(attempt => attempt.Verdict == "passed");
        var waits = attempts.Any(attempt => attempt.Ended is null);
        var state = isPassed ? "passed"
            : waits ? "waiting"
            : best is not null ? "failed"
            : attempts.Any(attempt => attempt.Verdict is not null) ? "broken"
            : hasDraft ? "draft"
            : "none";
        return new BoardCell(lab, state, judged.Count, best?.Score, best?.Max, !isPassed && IsStuck(judged));
    }

    private static bool IsStuck(List<SessionAttempt> judged) =>
        judged.Count >= StuckAttempts
        && judged[^StuckAttempts..].Max(attempt => attempt.Score) <= judged[..^(StuckAttempts - 1)].Max(attempt => attempt.Score);
}
