using BackendLabs.Sessions.Policies;
using BackendLabs.Store;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Sessions.Running;

/// <summary>Hands in the last drafts of students whose time is over, where the policy says so. Any number of processes may do it: a draft is handed in once.</summary>
public static class SessionClosing
{
    /// <returns>How many drafts it handed in.</returns>
    public static async Task<int> HandInDraftsAsync(LabStore store, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var id in await store.Sessions.ListAsync(cancellationToken))
        {
            if (await store.Sessions.FindAsync(id, cancellationToken) is { Closed: null } session && SessionPolicyJson.Read(session.Policy).HandsInDrafts)
                count += await HandInDraftsAsync(store, session, isClosing: false, cancellationToken);
        }

        return count;
    }

    /// <summary>Closes a session. Students who still work are handed in first, with their drafts where the policy says so.</summary>
    /// <returns>False where it was closed before, or does not exist.</returns>
    public static async Task<bool> CloseAsync(LabStore store, string id, string by, CancellationToken cancellationToken)
    {
        if (await store.Sessions.FindAsync(id, cancellationToken) is not { Closed: null } session)
            return false;
        if (SessionPolicyJson.Read(session.Policy).HandsInDrafts)
            await HandInDraftsAsync(store, session, isClosing: true, cancellationToken);
        return await store.Sessions.CloseAsync(id, by, cancellationToken);
    }

    private static async Task<int> HandInDraftsAsync(LabStore store, GradedSession session, bool isClosing, CancellationToken cancellationToken)
    {
        var policy = SessionPolicyJson.Read(session.Policy);
        var count = 0;
        foreach (var sitting in (await store.Sittings.AllAsync(session.Id, cancellationToken)).Where(sitting => sitting is { Begun: not null, HandedIn: null, IsRemoved: false }))
        {
            if (!isClosing && !IsOver(policy, session, sitting, store.Sittings.Now))
                continue;
            count += await HandInDraftsAsync(store, session, sitting, isClosing, cancellationToken);
            await store.Sittings.HandInAsync(session.Id, sitting.Member, "closing", cancellationToken);
        }

        return count;
    }

    private static async Task<int> HandInDraftsAsync(LabStore store, GradedSession session, Sitting sitting, bool isClosing, CancellationToken cancellationToken)
    {
        var drafts = await store.Drafts.AllAsync(sitting.Person, cancellationToken);
        var count = 0;
        foreach (var lab in session.Labs)
        {
            if (!drafts.TryGetValue(lab.Lab, out var draft) || string.IsNullOrWhiteSpace(draft.Text))
                continue;
            // The key names draft and revision: two processes that come at once hand it in once.
            var answer = await store.Sittings.SubmitAsync(
                new Submission(session.Id, sitting.Member, lab.Lab, draft.Text, $"closing-{lab.Lab}-{draft.Revision}", Device: null),
                facts => RuleOf(facts), cancellationToken);
            count += answer is SubmissionAnswer.Accepted ? 1 : 0;
        }

        return count;

        SubmissionRuling RuleOf(SubmissionFacts facts)
        {
            var policy = SessionPolicyJson.Read(facts.Session.Policy);
            var draft = drafts[facts.Lab];
            if (facts.Session.Closed is not null || facts.LastText == draft.Text || facts.Attempts >= (policy.MostAttempts ?? int.MaxValue)
                || !(isClosing || IsOver(policy, facts.Session, facts.Sitting, facts.Now)))
                return new SubmissionRuling.Refuse("There is nothing to hand in.", "");
            // What was written in the late period is late, whenever it is handed in.
            return new SubmissionRuling.Take(IsLate: draft.Saved >= SubmissionRules.TimesOf(policy, facts.Session, facts.Sitting, facts.Now).Deadline);
        }
    }

    private static bool IsOver(SessionPolicy policy, GradedSession session, Sitting sitting, DateTimeOffset now) =>
        SubmissionRules.TimesOf(policy, session, sitting, now).State is SittingState.Ended;
}
