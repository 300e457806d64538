using BackendLabs.Sessions.Policies;

namespace BackendLabs.Sessions.Grading;

/// <summary>The grade of a student for a lab, from their attempts alone.</summary>
public static class GradeOf
{
    /// <summary>The verdict of a grade that staff set where no attempt was judged.</summary>
    public const string NoVerdict = "none";

    // Our problem, not the student's.
    private const string NotCounted = "infrastructure_error";

    /// <summary>
    /// The points are the lab's weight times the attempt's score of its maximum, less the late percent; they are exact, and
    /// rounded only where they are shown. Attempts that ended as <c>infrastructure_error</c> are not counted at all. An
    /// override takes the place of the points as it is, and leaves the attempt that counts.
    /// </summary>
    /// <param name="attempts">In any order. Of attempts accepted at the same moment, the later in the list is the later one.</param>
    /// <param name="weight">The points of a whole pass; zero or more.</param>
    /// <returns>Null where no attempt was judged and nothing is set.</returns>
    public static LabGrade? Lab(IReadOnlyList<JudgedAttempt> attempts, decimal weight, SessionPolicy policy, GradeOverride? set = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(weight);
        var judged = attempts.Where(attempt => attempt.Verdict != NotCounted).OrderBy(attempt => attempt.Accepted).ToList();
        if (judged.Count == 0)
            return set is null ? null : new LabGrade(Attempt: null, NoVerdict, Score: 0, Max: 0, set.Points, At: null, Attempts: 0, Late: false, set, []);
        // MaxBy takes the first of equals.
        var counted = policy.Counts is CountedAttempt.Last ? judged[^1] : judged.MaxBy(attempt => PointsOf(attempt, weight, policy.Late))!;
        return new LabGrade(
            counted.Id, counted.Verdict, counted.Score, counted.Max, set?.Points ?? PointsOf(counted, weight, policy.Late), counted.Accepted, judged.Count, counted.Late, set,
            counted.Checks);
    }

    // Divided last: a decimal holds all of it before, and a whole pass is exactly the weight.
    private static decimal PointsOf(JudgedAttempt attempt, decimal weight, LatePolicy? late)
    {
        if (attempt.Max <= 0) return 0;
        var kept = 100 - (attempt.Late && late is not null ? late.Percent : 0);
        return weight * Math.Clamp(attempt.Score, 0, attempt.Max) * kept / (attempt.Max * 100m);
    }
}
