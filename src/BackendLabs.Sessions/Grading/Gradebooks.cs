using System.Text.Json.Nodes;
using BackendLabs.Sessions.Policies;
using BackendLabs.Store;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Sessions.Grading;

/// <summary>Computes a session's grades from what the store keeps. Nothing of them is stored: the same attempts and overrides always give the same grades.</summary>
public static class Gradebooks
{
    /// <param name="withChecks">Whether the checks of each counted attempt are read, which takes a query for each.</param>
    /// <returns>Null where there is no such session.</returns>
    public static async Task<Gradebook?> OfAsync(LabStore store, string session, bool withChecks, CancellationToken cancellationToken)
    {
        if (await store.Sessions.FindAsync(session, cancellationToken) is not { } found)
            return null;
        var attempts = await store.Sittings.AttemptsAsync(session, member: null, cancellationToken);
        var published = (await store.Regrades.AllAsync(session, cancellationToken)).Where(regrade => regrade.Published is not null).ToList();
        var gradebook = Of(
            found, await store.Sittings.AllAsync(session, cancellationToken), attempts, await store.StaffWork.OverridesAsync(session, cancellationToken), published);
        return withChecks ? await WithChecksAsync(store, gradebook, cancellationToken) : gradebook;
    }

    /// <summary>The grades as they would be if a regrade were published now.</summary>
    /// <returns>Null where there is no such regrade.</returns>
    public static async Task<Gradebook?> IfPublishedAsync(LabStore store, string session, string regrade, CancellationToken cancellationToken)
    {
        if (await store.Sessions.FindAsync(session, cancellationToken) is not { } found)
            return null;
        var all = await store.Regrades.AllAsync(session, cancellationToken);
        if (all.FirstOrDefault(one => one.Id == regrade) is not { } tried)
            return null;
        var counted = all.Where(one => one.Published is not null).Append(tried with { Published = tried.Published ?? store.Sittings.Now }).DistinctBy(one => one.Id).ToList();
        return Of(
            found, await store.Sittings.AllAsync(session, cancellationToken), await store.Sittings.AttemptsAsync(session, member: null, cancellationToken),
            await store.StaffWork.OverridesAsync(session, cancellationToken), counted);
    }

    /// <summary>The checks of an attempt, as its report has them.</summary>
    public static IReadOnlyList<CheckGrade> ChecksOf(string report) => JsonNode.Parse(report)?["checks"] is JsonArray checks
        ?
        [
            .. checks.Select(check => new CheckGrade(
                Text(check, "id"), Text(check, "title"), Text(check, "status"), (int?)check!["points"] ?? 0, (int?)check["max"] ?? 0, Text(check, "message"))),
        ]
        : [];

    /// <param name="regrades">Those that count, in any order.</param>
    internal static Gradebook Of(
        GradedSession session, IReadOnlyList<Sitting> sittings, IReadOnlyList<SessionAttempt> attempts, IReadOnlyList<StoredOverride> overrides, IReadOnlyList<Regrade> regrades)
    {
        var policy = SessionPolicyJson.Read(session.Policy);
        var effective = EffectiveAttempts.Of(attempts, regrades).ToLookup(attempt => (attempt.Member, attempt.Lab));
        var set = overrides.ToDictionary(one => (one.Member, one.Lab));
        return new Gradebook(
            session.Id, session.Title, session.Cohort,
            [.. session.Labs.Select(lab => new GradebookLab(lab.Lab, lab.Title, lab.Weight, lab.Max))],
            [
                .. sittings.Select(sitting => new GradebookRow(sitting.Member, sitting.Name, sitting.Email, session.Labs
                    .Select(lab => (lab.Lab, Grade: GradeOf(sitting.Member, lab)))
                    .Where(pair => pair.Grade is not null)
                    .ToDictionary(pair => pair.Lab, pair => pair.Grade!, StringComparer.Ordinal))),
            ]);

        LabGrade? GradeOf(string member, PinnedSessionLab lab) => Grading.GradeOf.Lab(
            [.. effective[(member, lab.Lab)].Select(attempt => new JudgedAttempt(attempt.Id, attempt.Verdict!, attempt.Score ?? 0, attempt.Max ?? lab.Max, attempt.Accepted, attempt.IsLate, []))],
            lab.Weight, policy,
            set.TryGetValue((member, lab.Lab), out var one) ? new GradeOverride(one.Points, one.Reason, one.Staff, one.At) : null);
    }

    private static async Task<Gradebook> WithChecksAsync(LabStore store, Gradebook gradebook, CancellationToken cancellationToken)
    {
        var rows = new List<GradebookRow>();
        foreach (var row in gradebook.Rows)
        {
            var grades = new Dictionary<string, LabGrade>(StringComparer.Ordinal);
            foreach (var (lab, grade) in row.Grades)
            {
                var report = grade.Attempt is { } id ? (await store.Sittings.AttemptAsync(gradebook.Session, id, cancellationToken))?.Report : null;
                grades[lab] = report is null ? grade : grade with { Checks = ChecksOf(report) };
            }

            rows.Add(row with { Grades = grades });
        }

        return gradebook with { Rows = rows };
    }

    private static string Text(JsonNode? check, string name) => (string?)check?[name] ?? "";
}
