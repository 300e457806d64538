using BackendLabs.Sessions.Policies;
using BackendLabs.Sessions.Running;
using BackendLabs.Store;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Web.Sessions;

/// <summary>The points of a student, as the session's policy counts their attempts.</summary>
internal static class PublishedGrades
{
    public static async Task<SittingGrades> OfAsync(LabStore store, GradedSession session, string member, CancellationToken cancellationToken)
    {
        var policy = SessionPolicyJson.Read(session.Policy);
        var attempts = await store.Sittings.AttemptsAsync(session.Id, member, cancellationToken);
        var set = (await store.StaffWork.OverridesAsync(session.Id, cancellationToken)).Where(one => one.Member == member).ToDictionary(one => one.Lab, one => one.Points, StringComparer.Ordinal);
        var labs = session.Labs.ToDictionary(
            lab => lab.Lab,
            lab => set.TryGetValue(lab.Lab, out var points) ? points : PointsOf(lab, policy, [.. attempts.Where(attempt => attempt.Lab == lab.Lab)]),
            StringComparer.Ordinal);
        return new SittingGrades(labs.Values.Sum(), session.Labs.Sum(lab => lab.Weight), labs);
    }

    private static decimal PointsOf(PinnedSessionLab lab, SessionPolicy policy, List<SessionAttempt> attempts)
    {
        var points = attempts.Where(attempt => attempt is { Regrade: null, Verdict: not null and not "infrastructure_error", Max: > 0 })
            .Select(attempt => lab.Weight * attempt.Score!.Value / attempt.Max!.Value * (attempt.IsLate ? 100 - (policy.Late?.Percent ?? 0) : 100) / 100).ToList();
        return points.Count == 0 ? 0 : policy.Counts is CountedAttempt.Last ? points[^1] : points.Max();
    }
}
