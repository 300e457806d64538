using System.Text.Json.Nodes;
using BackendLabs.Sessions.Policies;
using BackendLabs.Sessions.Running;
using BackendLabs.Store;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Web.Sessions;

/// <summary>An attempt as its student is told of it.</summary>
/// <param name="Number">Of the attempts at its lab that count, from 1.</param>
/// <param name="Report">As much of it as the session tells now; null until it was judged.</param>
/// <param name="Comments">Of staff; none before grades are published.</param>
internal sealed record ExamAttempt(SittingAttempt Attempt, string Lab, int Number, string Source, JsonObject? Report, IReadOnlyList<ExamComment> Comments)
{
    /// <returns>Null where the student has no such attempt.</returns>
    public static async Task<ExamAttempt?> FindAsync(LabStore store, ExamStudent student, string id, CancellationToken cancellationToken)
    {
        if (await store.Sittings.AttemptAsync(student.Session.Id, id, cancellationToken) is not { Regrade: null } attempt || attempt.Member != student.Sitting.Member)
            return null;
        // Anew: it may have been closed or published while an attempt was followed.
        var session = await store.Sessions.FindAsync(student.Session.Id, cancellationToken) ?? student.Session;
        var policy = SessionPolicyJson.Read(session.Policy);
        var earlier = (await store.Sittings.AttemptsAsync(session.Id, attempt.Member, cancellationToken))
            .TakeWhile(one => one.Id != id).Count(one => one.Lab == attempt.Lab && one.Regrade is null && Counts(one));
        var telling = Tellings.Of(policy, earlier + 1, store.Sittings.Now);
        return new ExamAttempt(
            new SittingAttempt(
                attempt.Id, attempt.Accepted, attempt.IsLate, attempt.Ended is null ? "waiting" : attempt.Verdict is null ? "cancelled" : "judged", attempt.Verdict, attempt.Score, attempt.Max),
            attempt.Lab, earlier + 1, attempt.Snippet,
            attempt.Report is { } report ? ToldReport.Of(report, telling, policy.Hints, seed: session.Closed is not null) : null,
            session.Published is null ? [] : [.. (await store.StaffWork.CommentsAsync(id, cancellationToken)).Select(comment => new ExamComment(comment.Line, comment.Text, comment.At))]);
    }

    // What ended by our own fault, or was taken out of the queue, is no attempt of theirs.
    private static bool Counts(SessionAttempt attempt) => attempt.Verdict != "infrastructure_error" && (attempt.Ended is null || attempt.Verdict is not null);
}

/// <param name="Line">From 1; 0 for the whole.</param>
internal sealed record ExamComment(int Line, string Text, DateTimeOffset At);
