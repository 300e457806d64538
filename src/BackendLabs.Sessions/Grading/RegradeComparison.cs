using BackendLabs.Store;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Sessions.Grading;

/// <summary>What publishing a regrade would change, before anything is.</summary>
/// <param name="Moves">Of students whose points for the lab would change, those who lose first.</param>
/// <param name="Lost">Submissions of which the same code got fewer points than before: each deserves a look, since only the lab has changed.</param>
/// <param name="Kept">Submissions that passed before and would not now: their pass stays, with its version.</param>
/// <param name="Same">Students whose points stay.</param>
/// <param name="Waiting">Runs that have not ended: the comparison is not whole while there are any.</param>
public sealed record RegradeComparison(
    Regrade Regrade, IReadOnlyList<GradeMove> Moves, IReadOnlyList<LostPoints> Lost, IReadOnlyList<LostPoints> Kept, int Same, int Waiting)
{
    /// <returns>Null where there is no such regrade.</returns>
    public static async Task<RegradeComparison?> OfAsync(LabStore store, string session, string id, CancellationToken cancellationToken)
    {
        if (await store.Regrades.FindAsync(session, id, cancellationToken) is not { } regrade
            || await Gradebooks.OfAsync(store, session, withChecks: false, cancellationToken) is not { } now
            || await Gradebooks.IfPublishedAsync(store, session, id, cancellationToken) is not { } then)
            return null;
        var attempts = await store.Sittings.AttemptsAsync(session, member: null, cancellationToken);
        var moves = new List<GradeMove>();
        var same = 0;
        foreach (var (before, after) in now.Rows.Zip(then.Rows))
        {
            var (from, to) = (before.Grades.GetValueOrDefault(regrade.Lab), after.Grades.GetValueOrDefault(regrade.Lab));
            if (from?.Points == to?.Points)
                same += from is null ? 0 : 1;
            else
                moves.Add(new GradeMove(before.Student, before.Name, from?.Points ?? 0, to?.Points ?? 0, await WhyAsync(store, session, from?.Attempt, to?.Attempt, cancellationToken)));
        }

        var lost = LostOf(attempts, id);
        return new RegradeComparison(
            regrade, [.. moves.OrderBy(move => move.To - move.From).ThenBy(move => move.Name, StringComparer.Ordinal)],
            [.. lost.Where(one => one.Before != "passed")], [.. lost.Where(one => one.Before == "passed")], same, regrade.Waiting);
    }

    private static List<LostPoints> LostOf(IReadOnlyList<SessionAttempt> attempts, string regrade)
    {
        var submitted = attempts.Where(attempt => attempt.Regrade is null).ToDictionary(attempt => attempt.Id, StringComparer.Ordinal);
        return
        [
            .. attempts.Where(again => again.Regrade == regrade && again is { RegradeOf: not null, Score: not null, Verdict: not "infrastructure_error" })
                .Select(again => (Before: submitted[again.RegradeOf!], Again: again))
                .Where(pair => Share(pair.Again) < Share(pair.Before))
                .Select(pair => new LostPoints(pair.Before.Member, pair.Before.Id, pair.Again.Id, pair.Before.Verdict!, pair.Again.Verdict!, pair.Before.Score ?? 0, pair.Again.Score ?? 0)),
        ];
    }

    private static decimal Share(SessionAttempt attempt) => attempt.Max is > 0 and var max ? (attempt.Score ?? 0) / (decimal)max : 0;

    // Which checks decide otherwise now.
    private static async Task<IReadOnlyList<string>> WhyAsync(LabStore store, string session, string? before, string? after, CancellationToken cancellationToken)
    {
        var (old, fresh) = (await ChecksAsync(before), await ChecksAsync(after));
        return
        [
            .. fresh.Where(check => old.GetValueOrDefault(check.Key) != check.Value).Select(check => $"{check.Key}: {old.GetValueOrDefault(check.Key) ?? "not there"} -> {check.Value}"),
            .. old.Keys.Except(fresh.Keys).Select(gone => $"{gone}: {old[gone]} -> not there"),
        ];

        async Task<Dictionary<string, string>> ChecksAsync(string? attempt) => attempt is not null && await store.Sittings.AttemptAsync(session, attempt, cancellationToken) is { Report: { } report }
            ? Gradebooks.ChecksOf(report).ToDictionary(check => check.Id, check => check.Status, StringComparer.Ordinal)
            : [];
    }
}

/// <param name="Why">The checks that decide otherwise, each with both statuses.</param>
public sealed record GradeMove(string Student, string Name, decimal From, decimal To, IReadOnlyList<string> Why);

/// <param name="Attempt">The submission.</param>
/// <param name="Again">The run with the other version.</param>
public sealed record LostPoints(string Student, string Attempt, string Again, string Before, string After, int ScoreBefore, int ScoreAfter);
