using System.Data.Common;
using Dapper;

namespace BackendLabs.Store.Sessions;

/// <summary>Reads sessions and sittings, within a transaction or without one.</summary>
internal static class SessionRows
{
    private const string SittingColumns = """
        s.session, s.member, s.person, p.name, m.email, m.time_percent as TimePercent, m.break_minutes as BreakMinutes, s.extra,
        s.begun, s.handed_in as HandedIn, s.device, m.ended
        """;

    private const string SittingTables = """
        sitting s join session on session.id = s.session
        join member m on m.cohort = session.cohort and m.id = s.member
        join person p on p.id = m.person
        """;

    public static async Task<GradedSession?> FindAsync(DbConnection connection, DbTransaction? transaction, string id)
    {
        if (await connection.QueryFirstOrDefaultAsync<SessionRow>("select id, cohort, title, policy, made, closed, published from session where id = @id", new { id }, transaction) is not { } row)
            return null;
        var labs = await connection.QueryAsync<LabRow>(
            """
            select l.lab, l.digest, v.version, v.title, v.max, l.weight, l.seed
            from session_lab l join pinned_lab v on v.digest = l.digest where l.session = @id order by l.number
            """,
            new { id }, transaction);
        var pauses = await connection.QueryAsync<PauseRow>("select began, ended from session_pause where session = @id order by began", new { id }, transaction);
        return new GradedSession(
            row.Id, row.Cohort, row.Title, row.Policy, Moment(row.Made), Maybe(row.Closed), Maybe(row.Published),
            [.. labs.Select(lab => new PinnedSessionLab(lab.Lab, lab.Digest, lab.Version, lab.Title, (int)lab.Max, lab.Weight / 1000m, lab.Seed))],
            [.. pauses.Select(pause => new SessionPause(Moment(pause.Began), Maybe(pause.Ended)))]);
    }

    /// <param name="member">Null for all of the session, in the order of their names.</param>
    public static async Task<IReadOnlyList<Sitting>> SittingsAsync(DbConnection connection, DbTransaction? transaction, string session, string? member) =>
    [
        .. (await connection.QueryAsync<SittingRow>(
            $"select {SittingColumns} from {SittingTables} where s.session = @session {(member is null ? "" : "and s.member = @member")} order by p.name, s.member",
            new { session, member }, transaction)).Select(row => row.ToSitting()),
    ];

    public static DateTimeOffset Moment(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static DateTimeOffset? Maybe(long? milliseconds) => milliseconds is { } some ? Moment(some) : null;

    private sealed record SessionRow(string Id, string Cohort, string Title, string Policy, long Made, long? Closed, long? Published);

    private sealed record LabRow(string Lab, string Digest, long Version, string Title, long Max, long Weight, long Seed);

    private sealed record PauseRow(long Began, long? Ended);

    private sealed record SittingRow(
        string Session, string Member, string Person, string Name, string? Email, long TimePercent, long BreakMinutes, long Extra,
        long? Begun, long? HandedIn, string? Device, long? Ended)
    {
        public Sitting ToSitting() => new(
            Session, Member, Person, Name, Email, (int)TimePercent, TimeSpan.FromMinutes(BreakMinutes), TimeSpan.FromMilliseconds(Extra),
            Maybe(Begun), Maybe(HandedIn), Device, Ended is not null);
    }
}
