using System.Collections.Concurrent;
using BackendLabs.Sessions.Grading;
using BackendLabs.Sessions.Running;
using BackendLabs.Store;

namespace BackendLabs.Web.Sessions;

/// <summary>The points of students. Computing them takes all attempts of a session, so who looks at the same time shares one computation.</summary>
internal sealed class PublishedGrades(LabStore store, TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (long At, Task<Gradebook?> Grades)> _known = new(StringComparer.Ordinal);

    /// <summary>As of a few seconds ago, for students.</summary>
    public async Task<SittingGrades> OfAsync(string session, string member, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(session, out var known) || known.Grades.IsFaulted || time.GetElapsedTime(known.At) > Remembered)
            _known[session] = known = (time.GetTimestamp(), Gradebooks.OfAsync(store, session, withChecks: false, CancellationToken.None));
        return Of(await known.Grades.WaitAsync(cancellationToken), member);
    }

    /// <summary>As of now, for staff.</summary>
    public async Task<SittingGrades> NowAsync(string session, string member, CancellationToken cancellationToken) =>
        Of(await Gradebooks.OfAsync(store, session, withChecks: false, cancellationToken), member);

    private static SittingGrades Of(Gradebook? gradebook, string member)
    {
        var grades = gradebook?.Rows.FirstOrDefault(row => row.Student == member)?.Grades;
        return new SittingGrades(
            grades?.Values.Sum(grade => grade.Points) ?? 0, gradebook?.Max ?? 0,
            (gradebook?.Labs ?? []).ToDictionary(lab => lab.Id, lab => grades?.GetValueOrDefault(lab.Id)?.Points ?? 0, StringComparer.Ordinal));
    }
}
