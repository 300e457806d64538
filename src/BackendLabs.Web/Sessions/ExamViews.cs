using BackendLabs.Sessions.Running;
using BackendLabs.Store;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Web.Sessions;

/// <summary>What a student sees of their session.</summary>
internal sealed class ExamViews(LabStore store, PublishedGrades grades)
{
    public async Task<SittingView> OfAsync(ExamStudent student, CancellationToken cancellationToken)
    {
        var (id, member) = (student.Session.Id, student.Sitting.Member);
        // Anew: what was just done is in it.
        var session = await store.Sessions.FindAsync(id, cancellationToken) ?? student.Session;
        var sitting = await store.Sittings.FindAsync(id, member, cancellationToken) ?? student.Sitting;
        var attempts = (await store.Sittings.AttemptsAsync(id, member, cancellationToken)).Where(attempt => attempt.Regrade is null).ToList();
        var view = SittingViews.Of(session, sitting, attempts, await store.StaffWork.MessagesAsync(id, cancellationToken), store.Sittings.Now, student.Device, grades: null);
        return await WithGradesAsync(view, session, cancellationToken);
    }

    public async Task<SittingView> WithGradesAsync(SittingView view, GradedSession session, CancellationToken cancellationToken) =>
        session.Published is null ? view : view with { Grades = await grades.OfAsync(session.Id, view.Student, cancellationToken) };

    /// <summary>Whether two views tell the same, but for the moment. While the clocks stand deadlines move with it.</summary>
    public static bool AreSame(SittingView one, SittingView other) => Text(one) == Text(other);

    private static string Text(SittingView view) => System.Text.Json.JsonSerializer.Serialize(
        view with { Now = default, Deadline = view.State is "paused" or "may_begin" ? null : view.Deadline, LateUntil = view.State == "paused" ? null : view.LateUntil });
}
