using BackendLabs.Sessions.Policies;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Sessions.Running;

/// <summary>A session as one of its students sees it, at a moment of the server's clock.</summary>
/// <param name="State"><c>not_open</c>, <c>may_begin</c>, <c>working</c>, <c>late</c>, <c>paused</c>, <c>ended</c>, <c>handed_in</c> or <c>closed</c>.</param>
/// <param name="Until">When this state ends by itself: the opening, the last moment to begin, the deadline, the end of the late period; null where it does not.</param>
/// <param name="Deadline">Of a student who has begun; of one who may begin, were they to begin now.</param>
/// <param name="Grades">Null until they are published.</param>
public sealed record SittingView(
    string Session, string Title, string Student, string Name, DateTimeOffset Now, string Zone, string State, DateTimeOffset? Until, DateTimeOffset? Deadline, DateTimeOffset? LateUntil,
    int? LatePercent, double? Minutes, string Permitted, bool Hints, bool HandsInDrafts, bool OtherDevice, IReadOnlyList<SittingLab> Labs, IReadOnlyList<SessionMessage> Messages, SittingGrades? Grades);

/// <param name="Left">How many attempts are left; null for any number.</param>
/// <param name="NextAt">When the next attempt may come, after a cool-down; null: at once.</param>
public sealed record SittingLab(string Lab, string Title, decimal Weight, int? Left, DateTimeOffset? NextAt, IReadOnlyList<SittingAttempt> Attempts);

/// <param name="State"><c>waiting</c>, <c>judged</c> or <c>cancelled</c>.</param>
/// <param name="Score">Null until it was judged.</param>
public sealed record SittingAttempt(string Id, DateTimeOffset Accepted, bool Late, string State, string? Verdict, int? Score, int? Max);

/// <param name="Max">The most that can be reached.</param>
public sealed record SittingGrades(decimal Points, decimal Max, IReadOnlyDictionary<string, decimal> Labs);

/// <summary>Puts together what a student sees.</summary>
public static class SittingViews
{
    /// <param name="attempts">Of this student, the oldest first, regrades left out.</param>
    /// <param name="device">The browser that looks; null where it does not matter.</param>
    public static SittingView Of(
        GradedSession session, Sitting sitting, IReadOnlyList<SessionAttempt> attempts, IReadOnlyList<SessionMessage> messages, DateTimeOffset now, string? device, SittingGrades? grades)
    {
        var policy = SessionPolicyJson.Read(session.Policy);
        var times = SubmissionRules.TimesOf(policy, session, sitting, now);
        var (state, until) = session.Closed is null ? StateOf(times.State) : ("closed", null);
        var deadline = times.State is SittingState.MayBegin { Deadline: var theirs } ? theirs : times.Deadline;
        return new SittingView(
            session.Id, session.Title, sitting.Member, sitting.Name, now, policy.Zone, state, until, deadline, times.LateUntil,
            policy.Late?.Percent, policy.Duration?.TotalMinutes * sitting.TimePercent / 100, policy.PermittedHelp, policy.Hints, policy.HandsInDrafts,
            device is not null && sitting.Device is { } active && active != device,
            [.. session.Labs.Select(lab => LabOf(lab, policy, [.. attempts.Where(attempt => attempt.Lab == lab.Lab)], now))],
            messages, session.Published is null ? null : grades);
    }

    private static (string State, DateTimeOffset? Until) StateOf(SittingState state) => state switch
    {
        SittingState.NotOpen { Opens: var opens } => ("not_open", opens),
        SittingState.MayBegin { Until: var until } => ("may_begin", until),
        SittingState.Working { Deadline: var deadline } => ("working", deadline),
        SittingState.Late { Until: var until } => ("late", until),
        SittingState.Paused => ("paused", null),
        SittingState.HandedIn => ("handed_in", null),
        _ => ("ended", null),
    };

    private static SittingLab LabOf(PinnedSessionLab lab, SessionPolicy policy, List<SessionAttempt> attempts, DateTimeOffset now)
    {
        // What ended by our own fault, or was taken out of the queue, costs nothing.
        var counted = attempts.Where(attempt => attempt.Verdict != "infrastructure_error" && (attempt.Ended is null || attempt.Verdict is not null)).ToList();
        var next = counted.Count == 0 ? (DateTimeOffset?)null : counted[^1].Accepted + policy.CoolDown;
        return new SittingLab(
            lab.Lab, lab.Title, lab.Weight, policy.MostAttempts is { } most ? Math.Max(0, most - counted.Count) : null, next > now ? next : null,
            [.. attempts.Select(attempt => new SittingAttempt(
                attempt.Id, attempt.Accepted, attempt.IsLate, attempt.Ended is null ? "waiting" : attempt.Verdict is null ? "cancelled" : "judged", attempt.Verdict, attempt.Score, attempt.Max))]);
    }
}
