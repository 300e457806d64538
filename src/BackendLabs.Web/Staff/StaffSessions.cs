using BackendLabs.Sessions.Policies;
using BackendLabs.Store;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Web.Staff;

/// <summary>The sessions that somebody of the staff works with.</summary>
internal sealed class StaffSessions(LabStore store)
{
    /// <returns>The newest first.</returns>
    public async Task<IReadOnlyList<ListedSession>> OfAsync(StaffAccount account, CancellationToken cancellationToken)
    {
        var cohorts = await store.Students.CohortsAsync(cancellationToken);
        var mine = new Dictionary<string, bool>(StringComparer.Ordinal);
        var listed = new List<ListedSession>();
        foreach (var id in await store.Sessions.ListAsync(cancellationToken))
        {
            if (await store.Sessions.FindAsync(id, cancellationToken) is not { } session)
                continue;
            if (!mine.TryGetValue(session.Cohort, out var isMine))
                mine[session.Cohort] = isMine = await store.Accounts.MaySeeAsync(account, session.Cohort, cancellationToken);
            if (!isMine)
                continue;
            var policy = SessionPolicyJson.Read(session.Policy);
            listed.Add(new ListedSession(id, session.Title, session.Cohort, cohorts.GetValueOrDefault(session.Cohort, session.Cohort), SessionBoard.StateOf(session), policy.Opens, policy.Closes));
        }

        return listed;
    }
}

/// <param name="State">As on the board.</param>
internal sealed record ListedSession(string Id, string Title, string Cohort, string CohortName, string State, DateTimeOffset Opens, DateTimeOffset Closes);

/// <param name="Students">In the order of their names; those who have left are not in it.</param>
internal sealed record ShownCohort(string Id, string Name, IReadOnlyList<CohortStudent> Students)
{
    public static async Task<ShownCohort?> FindAsync(LabStore store, string id, CancellationToken cancellationToken) =>
        await store.Students.AllAsync(id, cancellationToken) is { } students
            ? new ShownCohort(id, (await store.Students.CohortsAsync(cancellationToken)).GetValueOrDefault(id, id), students)
            : null;
}
