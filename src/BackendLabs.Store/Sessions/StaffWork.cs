using System.Text.Json.Nodes;

namespace BackendLabs.Store.Sessions;

/// <summary>What staff do to grades and say to students; each is an entry of the ledger, and none is taken back unseen.</summary>
public sealed class StaffWork
{
    private readonly LabStore _store;

    internal StaffWork(LabStore store) => _store = store;

    /// <summary>Sets a student's points for a lab in place of the computed ones.</summary>
    /// <returns>False where the session has no such student or lab.</returns>
    public Task<bool> OverrideAsync(string session, StoredOverride grade, CancellationToken cancellationToken) => _store.Sessions.ChangeAsync(
        session, "grade_overridden",
        new JsonObject { ["student"] = grade.Member, ["by"] = grade.Staff, ["lab"] = grade.Lab, ["points"] = $"{grade.Points}", ["reason"] = grade.Reason },
        async (transaction, found) => found.Find(grade.Lab) is not null && await transaction.ExecuteAsync(
            """
            insert into grade_override (session, member, lab, points, reason, staff, at)
            select @session, member, @Lab, @points, @Reason, @Staff, @now from sitting where session = @session and member = @Member
            on conflict (session, member, lab) do update set points = excluded.points, reason = excluded.reason, staff = excluded.staff, at = excluded.at
            """,
            new { session, grade.Member, grade.Lab, points = (long)(grade.Points * 1000m), grade.Reason, grade.Staff, now = _store.Now }) == 1,
        cancellationToken, member: grade.Member);

    /// <summary>Takes an override back: the computed points count again.</summary>
    public Task<bool> WithdrawOverrideAsync(string session, string member, string lab, string by, string reason, CancellationToken cancellationToken) => _store.Sessions.ChangeAsync(
        session, "override_withdrawn", new JsonObject { ["student"] = member, ["by"] = by, ["lab"] = lab, ["reason"] = reason },
        async (transaction, _) => await transaction.ExecuteAsync("delete from grade_override where session = @session and member = @member and lab = @lab", new { session, member, lab }) == 1,
        cancellationToken, member: member);

    public async Task<IReadOnlyList<StoredOverride>> OverridesAsync(string session, CancellationToken cancellationToken) =>
    [
        .. (await _store.ListAsync<OverrideRow>("select member, lab, points, reason, staff, at from grade_override where session = @session order by member, lab", new { session }, cancellationToken))
            .Select(row => new StoredOverride(row.Member, row.Lab, row.Points / 1000m, row.Reason, row.Staff, SessionRows.Moment(row.At))),
    ];

    /// <summary>Writes a comment on a line of an attempt; its student reads it once grades are published.</summary>
    /// <returns>Null where the session has no such attempt.</returns>
    public async Task<AttemptComment?> CommentAsync(string session, string attempt, int line, string text, string by, CancellationToken cancellationToken)
    {
        if (await _store.Sittings.AttemptAsync(session, attempt, cancellationToken) is not { } found)
            return null;
        AttemptComment comment = new(Guid.NewGuid().ToString("n"), attempt, line, text, by, _store.Sittings.Now);
        return await _store.Sessions.ChangeAsync(
            session, "commented", new JsonObject { ["student"] = found.Member, ["by"] = by, ["attempt"] = attempt, ["line"] = line, ["text"] = text },
            async (transaction, _) => await transaction.ExecuteAsync(
                "insert into attempt_comment (id, attempt, line, text, staff, at) values (@Id, @Attempt, @Line, @Text, @Staff, @now)",
                new { comment.Id, comment.Attempt, comment.Line, comment.Text, comment.Staff, now = comment.At.ToUnixTimeMilliseconds() }) == 1,
            cancellationToken, member: found.Member) ? comment : null;
    }

    public async Task<IReadOnlyList<AttemptComment>> CommentsAsync(string attempt, CancellationToken cancellationToken) =>
    [
        .. (await _store.ListAsync<CommentRow>("select id, attempt, line, text, staff, at from attempt_comment where attempt = @attempt order by line, at, id", new { attempt }, cancellationToken))
            .Select(row => new AttemptComment(row.Id, row.Attempt, (int)row.Line, row.Text, row.Staff, SessionRows.Moment(row.At))),
    ];

    /// <summary>Says something to everybody of a session.</summary>
    public Task<bool> SayAsync(string session, string text, string by, CancellationToken cancellationToken) => _store.Sessions.ChangeAsync(
        session, "message", new JsonObject { ["by"] = by, ["text"] = text },
        async (transaction, _) => await transaction.ExecuteAsync(
            "insert into session_message (session, number, text, staff, at) select @session, 1 + coalesce(max(number), 0), @text, @by, @now from session_message where session = @session",
            new { session, text, by, now = _store.Now }) == 1,
        cancellationToken);

    public async Task<IReadOnlyList<SessionMessage>> MessagesAsync(string session, CancellationToken cancellationToken) =>
    [
        .. (await _store.ListAsync<MessageRow>("select number, text, staff, at from session_message where session = @session order by number", new { session }, cancellationToken))
            .Select(row => new SessionMessage(row.Number, row.Text, row.Staff, SessionRows.Moment(row.At))),
    ];

    private sealed record OverrideRow(string Member, string Lab, long Points, string Reason, string Staff, long At);

    private sealed record CommentRow(string Id, string Attempt, long Line, string Text, string Staff, long At);

    private sealed record MessageRow(long Number, string Text, string Staff, long At);
}
