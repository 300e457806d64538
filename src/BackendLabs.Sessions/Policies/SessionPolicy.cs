namespace BackendLabs.Sessions.Policies;

/// <summary>The rules of a graded session, as <c>session.yaml</c> states them.</summary>
/// <param name="Id">Lower-case words with dashes.</param>
/// <param name="Zone">An IANA time zone, in which moments are written and shown.</param>
/// <param name="Opens">Nobody begins before.</param>
/// <param name="Closes">Nobody works after, except by an extension or in the late period.</param>
/// <param name="Duration">Of each student, from when they begin; null: until <paramref name="Closes"/>.</param>
/// <param name="MostAttempts">Of a lab; null: any number.</param>
/// <param name="CoolDown">Between two attempts of a student at one lab.</param>
/// <param name="Late">Null: nothing is accepted after the deadline.</param>
/// <param name="Tells">In the order of the file; the last step whose condition holds decides. Never empty.</param>
/// <param name="Hints">Whether a student may ask for the labs' hints.</param>
/// <param name="PermittedHelp">What a student may use, as they read it before they begin.</param>
/// <param name="HandsInDrafts">Whether the last draft is handed in at a student's deadline, where it differs from their last attempt.</param>
/// <param name="Counts">Which attempt at a lab counts.</param>
/// <param name="Labs">At least one.</param>
public sealed record SessionPolicy(
    string Id,
    string Title,
    string Cohort,
    string Zone,
    DateTimeOffset Opens,
    DateTimeOffset Closes,
    TimeSpan? Duration,
    int? MostAttempts,
    TimeSpan CoolDown,
    LatePolicy? Late,
    IReadOnlyList<TellStep> Tells,
    bool Hints,
    string PermittedHelp,
    bool HandsInDrafts,
    CountedAttempt Counts,
    IReadOnlyList<SessionLab> Labs);

/// <param name="For">How long after the deadline attempts are accepted still.</param>
/// <param name="Percent">Taken off the points of a late attempt, 0 to 100.</param>
public sealed record LatePolicy(TimeSpan For, int Percent);

/// <summary>How much a failing check tells a student.</summary>
public enum Telling
{
    /// <summary>Only the points of the attempt.</summary>
    Nothing,

    /// <summary>The titles of the checks and whether each passed.</summary>
    Title,

    /// <summary>Titles and the failing check's message.</summary>
    Message,

    /// <summary>All that practice shows: values, timeline, snapshot.</summary>
    Everything,
}

/// <param name="FromAttempt">Holds from this attempt at the lab on, counted from 1; null: from the first.</param>
/// <param name="From">Holds from this moment on; null: always.</param>
public sealed record TellStep(Telling Tells, int? FromAttempt = null, DateTimeOffset? From = null);

public enum CountedAttempt
{
    /// <summary>The one with the most points after a late penalty; of equals the first.</summary>
    Best,

    /// <summary>The last one that was judged.</summary>
    Last,
}

/// <param name="Lab">As <c>track/name</c>.</param>
/// <param name="Weight">The points of a whole pass; above 0.</param>
/// <param name="Root">A folder of private labs, absolute or relative to the file; null: the labs of this installation.</param>
public sealed record SessionLab(string Lab, decimal Weight, string? Root = null);
