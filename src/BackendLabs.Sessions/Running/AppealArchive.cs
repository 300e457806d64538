using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BackendLabs.Sessions.Grading;
using BackendLabs.Store;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Sessions.Running;

/// <summary>
/// Everything that a student's grade stands on, in one zip file: the ledger's entries of the student and of the whole session,
/// the submissions byte for byte, their reports with timelines, the graders' signed records, the labs by digest, the rules and
/// their changes, the grade as it is computed, and the commands that repeat it.
/// </summary>
public static class AppealArchive
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static async Task<byte[]> WriteAsync(LabStore store, GradedSession session, Sitting sitting, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            var attempts = await store.Sittings.AttemptsAsync(session.Id, sitting.Member, cancellationToken);
            var book = (await Gradebooks.OfAsync(store, session.Id, withChecks: true, cancellationToken))!;
            Add(zip, "README.txt", Readme(session, sitting, attempts));
            Add(zip, "session.json", Json(new { session.Id, session.Title, session.Cohort, session.Made, session.Closed, session.Published, policy = JsonNode.Parse(session.Policy), session.Labs, session.Pauses }));
            Add(zip, "sitting.json", Json(sitting));
            Add(zip, "grade.json", Json(book.Rows.First(row => row.Student == sitting.Member)));
            Add(zip, "ledger.json", Json(LedgerFor(sitting, await store.Sessions.LedgerAsync(session.Id, member: null, cancellationToken))));
            foreach (var attempt in attempts)
                await AddAttemptAsync(zip, store, session.Id, attempt.Id, cancellationToken);
            foreach (var digest in attempts.Select(attempt => attempt.Digest).Concat(session.Labs.Select(lab => lab.Digest)).Distinct(StringComparer.Ordinal))
                await AddLabAsync(zip, store, digest, cancellationToken);
        }

        return bytes.ToArray();
    }

    // Of other students only digests: with them the chain can be verified, and nothing be read.
    private static IEnumerable<LedgerEntry> LedgerFor(Sitting sitting, IReadOnlyList<LedgerEntry> ledger) =>
        ledger.Select(entry => entry.Member is null || entry.Member == sitting.Member ? entry : entry with { Member = null, Salt = null, Body = null });

    private static async Task AddAttemptAsync(ZipArchive zip, LabStore store, string session, string id, CancellationToken cancellationToken)
    {
        if (await store.Sittings.AttemptAsync(session, id, cancellationToken) is not { } attempt)
            return;
        var folder = $"attempts/{attempt.Accepted.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}-{attempt.Lab.Replace('/', '-')}-{attempt.Id[..8]}{(attempt.Regrade is null ? "" : "-regrade")}";
        Add(zip, $"{folder}/answer.csx", attempt.Snippet);
        Add(zip, $"{folder}/attempt.json", Json(attempt with { Snippet = "", Report = null, Record = null }));
        if (attempt.Report is { } report)
            Add(zip, $"{folder}/report.json", report);
        if (attempt.Record is { } record)
            Add(zip, $"{folder}/record.json", record);
        var comments = await store.StaffWork.CommentsAsync(id, cancellationToken);
        if (comments.Count > 0)
            Add(zip, $"{folder}/comments.json", Json(comments));
    }

    private static async Task AddLabAsync(ZipArchive zip, LabStore store, string digest, CancellationToken cancellationToken)
    {
        if (await store.Sessions.LabAsync(digest, cancellationToken) is not { } lab)
            return;
        using var packed = new ZipArchive(new MemoryStream(lab.Archive), ZipArchiveMode.Read);
        foreach (var file in packed.Entries)
        {
            var entry = zip.CreateEntry($"labs/{digest}/{file.FullName}");
            await using var from = await file.OpenAsync(cancellationToken);
            await using var to = await entry.OpenAsync(cancellationToken);
            await from.CopyToAsync(to, cancellationToken);
        }
    }

    private static string Readme(GradedSession session, Sitting sitting, IReadOnlyList<SessionAttempt> attempts) => $"""
        Appeal of {sitting.Name} ({sitting.Member}), {session.Title} ({session.Id})

        session.json   the rules, the pinned labs with their seeds, the pauses
        sitting.json   when the student began and handed in, extensions, accommodations
        grade.json     the grade of each lab, with the attempt that counts, and overrides with their reasons
        ledger.json    every entry of the session's ledger, in order: sign-ins, submissions with the SHA-256 of their text,
                       extensions, pauses, changed rules, what staff did. Of other students only digests are here.
        attempts/      each submission byte for byte, its report with the timeline, the grader's signed record, comments
        labs/          the labs by digest, as the graders ran them

        To repeat an attempt, in a clone of BackendLabs:

            lab check LAB attempts/FOLDER/answer.csx --labs labs/DIGEST --seed SEED

        To verify a signed record and repeat its run:

            lab verify-record attempts/FOLDER/record.json --labs labs/DIGEST

        {string.Join("\n", attempts.Select(attempt => $"{attempt.Accepted:yyyy-MM-dd HH:mm:ss}Z  {attempt.Lab}  {attempt.Verdict ?? "not judged"} {attempt.Score}/{attempt.Max}  seed {attempt.Seed}  labs/{attempt.Digest}{(attempt.Regrade is null ? "" : $"  (regrade {attempt.Regrade} of {attempt.RegradeOf})")}"))}

        """;

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, Indented) + "\n";

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }
}
