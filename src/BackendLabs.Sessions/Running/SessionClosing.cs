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
                count += await HandInDraftsAsync(store, session, cancellationToken);
        }

        return count;
    }

    private static async Task<int> HandInDraftsAsync(LabStore store, GradedSession session, CancellationToken cancellationToken)
    {
        var policy = SessionPolicyJson.Read(session.Policy);
        var count = 0;
        foreach (var sitting in (await store.Sittings.AllAsync(session.Id, cancellationToken)).Where(sitting => sitting is { Begun: not null, HandedIn: null, IsRemoved: false }))
        {
            if (SubmissionRules.TimesOf(policy, session, sitting, store.Sittings.Now).State is not SittingState.Ended)
                continue;
            count += await HandInDraftsAsync(store, session, sitting, cancellationToken);
            await store.Sittings.HandInAsync(session.Id, sitting.Member, "closing", cancellationToken);
        }

        return count;
    }

    private static async Task<int> HandInDraftsAsync(LabStore store, GradedSession session, Sitting sitting, CancellationToken cancellationToken)
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

        SubmissionRuling RuleOf(SubmissionFacts facts) =>
            facts.Session.Closed is null && facts.LastText != drafts[facts.Lab].Text
            && SubmissionRules.TimesOf(SessionPolicyJson.Read(facts.Session.Policy), facts.Session, facts.Sitting, facts.Now).State is SittingState.Ended
            && !(SessionPolicyJson.Read(facts.Session.Policy).MostAttempts is { } most && facts.Attempts >= most)
                ? new SubmissionRuling.Take(IsLate: false)
                : new SubmissionRuling.Refuse("There is nothing to hand in.", "");
    }
}
