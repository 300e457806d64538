using System.Text.Json;
using BackendLabs.Sessions.Policies;
using BackendLabs.Sessions.Running;
using BackendLabs.Store;
using BackendLabs.Store.Sessions;
using BackendLabs.Web.Sessions;

namespace BackendLabs.Web.Staff;

/// <summary>All that is kept of a student in a session, but for code and reports.</summary>
internal sealed record StudentFile(
    string Student, string Name, string? Email, string Session, string Title, string Zone, int TimePercent, double BreakMinutes, double Extra, DateTimeOffset? Begun, DateTimeOffset? Deadline,
    DateTimeOffset? HandedIn, bool Removed, IReadOnlyList<FileLab> Labs, SittingGrades Grades, IReadOnlyList<StoredOverride> Overrides, IReadOnlyList<FileEntry> Ledger)
{
    /// <returns>Null where the session has no such student.</returns>
    public static async Task<StudentFile?> FindAsync(LabStore store, PublishedGrades grades, GradedSession session, string student, CancellationToken cancellationToken)
    {
        if (await store.Sittings.FindAsync(session.Id, student, cancellationToken) is not { } sitting)
            return null;
        var policy = SessionPolicyJson.Read(session.Policy);
        var times = SubmissionRules.TimesOf(policy, session, sitting, store.Sittings.Now);
        var attempts = (await store.Sittings.AttemptsAsync(session.Id, student, cancellationToken)).ToLookup(attempt => attempt.Lab, StringComparer.Ordinal);
        var labs = new List<FileLab>();
        foreach (var lab in session.Labs)
        {
            var deltas = await store.SessionDrafts.DeltasAsync(sitting.Person, lab.Lab, cancellationToken);
            var pasted = deltas.Where(delta => delta.IsPasted).ToList();
            labs.Add(new FileLab(lab.Lab, lab.Title, lab.Weight, lab.Max, [.. attempts[lab.Lab].Select(FileAttempt.Of)], deltas.Count, pasted.Count, pasted.Sum(delta => delta.Inserted.Length)));
        }

        return new StudentFile(
            student, sitting.Name, sitting.Email, session.Id, session.Title, policy.Zone, sitting.TimePercent, sitting.Breaks.TotalMinutes, sitting.Extension.TotalMinutes, sitting.Begun, times.Deadline,
            sitting.HandedIn, sitting.IsRemoved, labs, await grades.NowAsync(session.Id, student, cancellationToken),
            [.. (await store.StaffWork.OverridesAsync(session.Id, cancellationToken)).Where(one => one.Member == student)],
            [.. (await store.Sessions.LedgerAsync(session.Id, student, cancellationToken)).Select(FileEntry.Of)]);
    }
}

/// <param name="Saves">How often the draft was saved.</param>
/// <param name="Pastes">How many of the saves held something pasted.</param>
/// <param name="PastedCharacters">In those saves, with what was typed beside it.</param>
internal sealed record FileLab(string Lab, string Title, decimal Weight, int Max, IReadOnlyList<FileAttempt> Attempts, int Saves, int Pastes, int PastedCharacters);

/// <param name="Regrade">Null for a submission.</param>
internal sealed record FileAttempt(string Id, DateTimeOffset Accepted, bool Late, string? Verdict, int? Score, int? Max, bool Ended, string? Regrade)
{
    public static FileAttempt Of(SessionAttempt attempt) => new(
        attempt.Id, attempt.Accepted, attempt.IsLate, attempt.Verdict, attempt.Score, attempt.Max, attempt.Ended is not null, attempt.Regrade);
}

/// <param name="Body">Null once erased.</param>
internal sealed record FileEntry(long Number, DateTimeOffset At, string Kind, JsonElement? Body, string Hash)
{
    public static FileEntry Of(LedgerEntry entry) => new(entry.Number, entry.At, entry.Kind, entry.Body is { } body ? JsonSerializer.Deserialize<JsonElement>(body) : null, entry.Hash);
}

/// <summary>An attempt as staff see it: with everything.</summary>
/// <param name="Before">The code of the attempt at the lab before this one; null for the first.</param>
internal sealed record StaffAttempt(
    FileAttempt Attempt, string Student, string Lab, string Source, string? Before, JsonElement? Report, IReadOnlyList<AttemptComment> Comments)
{
    /// <returns>Null where the session has no such attempt.</returns>
    public static async Task<StaffAttempt?> FindAsync(LabStore store, string session, string id, CancellationToken cancellationToken)
    {
        if (await store.Sittings.AttemptAsync(session, id, cancellationToken) is not { } attempt)
            return null;
        var before = (await store.Sittings.AttemptsAsync(session, attempt.Member, cancellationToken))
            .Where(one => one.Lab == attempt.Lab && one.Regrade is null).TakeWhile(one => one.Id != id).LastOrDefault();
        var text = before is null || attempt.Regrade is not null ? null : (await store.Sittings.AttemptAsync(session, before.Id, cancellationToken))?.Snippet;
        return new StaffAttempt(
            FileAttempt.Of(attempt), attempt.Member, attempt.Lab, attempt.Snippet, text,
            attempt.Report is { } report ? JsonSerializer.Deserialize<JsonElement>(report) : null, await store.StaffWork.CommentsAsync(id, cancellationToken));
    }
}
