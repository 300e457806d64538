using BackendLabs.Sessions.Running;
using BackendLabs.Store;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Web.Sessions;

/// <summary>A session at a moment: what students and staff are shown of it is worked out from this, without asking the store again.</summary>
/// <param name="Attempts">By student, the oldest first; without regrades, texts and reports.</param>
/// <param name="Drafts">By student.</param>
/// <param name="Waiting">How long the queue is, of this session and all else.</param>
internal sealed record SessionSnapshot(
    GradedSession Session, IReadOnlyList<Sitting> Sittings, ILookup<string, SessionAttempt> Attempts, ILookup<string, DraftStamp> Drafts,
    IReadOnlyList<SessionMessage> Messages, long Waiting, DateTimeOffset Now)
{
    /// <returns>Null where there is no such session.</returns>
    public static async Task<SessionSnapshot?> LookAsync(LabStore store, string session, CancellationToken cancellationToken)
    {
        if (await store.Sessions.FindAsync(session, cancellationToken) is not { } found)
            return null;
        var attempts = await store.Sittings.AttemptsAsync(session, member: null, cancellationToken);
        return new SessionSnapshot(
            found,
            await store.Sittings.AllAsync(session, cancellationToken),
            attempts.Where(attempt => attempt.Regrade is null).ToLookup(attempt => attempt.Member, StringComparer.Ordinal),
            (await store.SessionDrafts.StampsAsync(session, cancellationToken)).ToLookup(stamp => stamp.Member, StringComparer.Ordinal),
            await store.StaffWork.MessagesAsync(session, cancellationToken),
            await store.Queue.LengthAsync(cancellationToken),
            store.Sittings.Now);
    }

    /// <returns>Null where the session has no such student any more.</returns>
    public SittingView? ViewOf(string member, string? device) => Sittings.FirstOrDefault(one => one.Member == member) is { IsRemoved: false } sitting
        ? SittingViews.Of(Session, sitting, [.. Attempts[member]], Messages, Now, device, grades: null)
        : null;
}
