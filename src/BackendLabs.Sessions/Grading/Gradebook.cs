namespace BackendLabs.Sessions.Grading;

/// <summary>The grades of a session: one row for each student of its cohort, in the order of their names.</summary>
/// <param name="Session">Its id.</param>
/// <param name="Labs">In the session's order.</param>
public sealed record Gradebook(string Session, string Title, string Cohort, IReadOnlyList<GradebookLab> Labs, IReadOnlyList<GradebookRow> Rows)
{
    /// <summary>What a student can reach: the sum of the labs' weights.</summary>
    public decimal Max => Labs.Sum(lab => lab.Weight);
}

/// <param name="Weight">The points of a whole pass.</param>
/// <param name="Max">The points of the lab's checks together.</param>
public sealed record GradebookLab(string Id, string Title, decimal Weight, int Max);

/// <param name="Student">Their id in the roster.</param>
/// <param name="Email">As the roster has it; null where it has none.</param>
/// <param name="Grades">By lab; none where nothing was handed in.</param>
public sealed record GradebookRow(string Student, string Name, string? Email, IReadOnlyDictionary<string, LabGrade> Grades)
{
    /// <summary>The points of all labs together, rounded to two decimals only where they are shown.</summary>
    public decimal Points => Grades.Values.Sum(grade => grade.Points);
}

/// <summary>The grade of one student for one lab.</summary>
/// <param name="Attempt">The id of the attempt that counts; null where staff set the grade without one.</param>
/// <param name="Score">Of the checks of that attempt, of <paramref name="Max"/>.</param>
/// <param name="Points">After weight, late penalty and override.</param>
/// <param name="At">When the counted attempt was accepted.</param>
/// <param name="Attempts">How many were judged.</param>
/// <param name="Late">Accepted in the late period.</param>
/// <param name="Override">Set by staff in place of the computed points; null where not.</param>
/// <param name="Checks">Of the counted attempt, in its order.</param>
public sealed record LabGrade(
    string? Attempt, string Verdict, int Score, int Max, decimal Points, DateTimeOffset? At, int Attempts, bool Late, GradeOverride? Override, IReadOnlyList<CheckGrade> Checks);

/// <param name="Reason">Why, as the staff member wrote it.</param>
/// <param name="By">The staff account.</param>
public sealed record GradeOverride(decimal Points, string Reason, string By, DateTimeOffset At);

/// <param name="Status">As the JSON report names it: <c>passed</c>, <c>failed</c>, …</param>
/// <param name="Message">Why it did not pass; empty where it did.</param>
public sealed record CheckGrade(string Id, string Title, string Status, int Points, int Max, string Message);
