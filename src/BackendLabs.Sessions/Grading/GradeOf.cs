using BackendLabs.Sessions.Policies;

namespace BackendLabs.Sessions.Grading;

/// <summary>An attempt that was judged, as the grade is computed from it.</summary>
/// <param name="Score">Of the checks, of <paramref name="Max"/>.</param>
/// <param name="Late">Accepted in the late period.</param>
public sealed record JudgedAttempt(string Id, string Verdict, int Score, int Max, DateTimeOffset Accepted, bool Late, IReadOnlyList<CheckGrade> Checks);

/// <summary>Computes the grade of one student for one lab.</summary>
public static class GradeOf
{
    private const string OurFault = "infrastructure_error";

    /// <param name="attempts">In the order in which they were accepted. What ended by our own fault counts neither as an attempt nor as a grade.</param>
    /// <param name="weight">The points of a whole pass.</param>
    /// <returns>Null where there is neither an attempt nor an override.</returns>
    public static LabGrade? Lab(IReadOnlyList<JudgedAttempt> attempts, decimal weight, SessionPolicy policy, GradeOverride? set)
    {
        var judged = attempts.Where(attempt => attempt.Verdict != OurFault).ToList();
        var counted = policy.Counts is CountedAttempt.Last ? judged.LastOrDefault() : judged.MaxBy(attempt => PointsOf(attempt, weight, policy.Late));
        if (counted is null && set is null)
            return null;
        var points = set?.Points ?? PointsOf(counted!, weight, policy.Late);
        return counted is null
            ? new LabGrade(Attempt: null, "none", 0, 0, points, At: null, 0, Late: false, set, [])
            : new LabGrade(counted.Id, counted.Verdict, counted.Score, counted.Max, points, counted.Accepted, judged.Count, counted.Late, set, counted.Checks);
    }

    private static decimal PointsOf(JudgedAttempt attempt, decimal weight, LatePolicy? late)
    {
        if (attempt.Max <= 0)
            return 0;
        var points = weight * attempt.Score / attempt.Max;
        return attempt.Late && late is { Percent: var percent } ? points * (100 - percent) / 100 : points;
    }
}
