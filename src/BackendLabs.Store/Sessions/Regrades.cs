using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Dapper;

namespace BackendLabs.Store.Sessions;

/// <summary>Runs what was handed in again with another version of a lab, beside the grades that count. Nothing of it counts before it is published.</summary>
public sealed class Regrades
{
    private readonly LabStore _store;

    internal Regrades(LabStore store) => _store = store;

    /// <summary>Queues every judged submission of a lab once more.</summary>
    /// <returns>Null where the session has no such lab, or a regrade of it waits for a decision already.</returns>
    public async Task<Regrade?> BeginAsync(string session, PinnedLab version, string reason, string by, CancellationToken cancellationToken)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var isMade = await _store.Sessions.ChangeAsync(
            session, "regrade_begun", new JsonObject { ["by"] = by, ["regrade"] = id, ["lab"] = version.Lab, ["digest"] = version.Digest, ["version"] = version.Version, ["reason"] = reason },
            async (transaction, found) =>
            {
                if (found.Find(version.Lab) is not { } lab
                    || await transaction.FirstAsync<string>("select id from regrade where session = @session and lab = @Lab and published is null and withdrawn is null", new { session, version.Lab }) is not null)
                    return false;
                var now = _store.Now;
                await GradedSessions.PinAsync(transaction, version, now);
                await transaction.ExecuteAsync(
                    "insert into regrade (id, session, lab, digest, reason, staff, made) values (@id, @session, @Lab, @Digest, @reason, @by, @now)",
                    new { id, session, version.Lab, version.Digest, reason, by, now });
                var submissions = await transaction.Connection!.QueryAsync<SubmissionRow>(
                    "select id, person, snippet, late from attempt where session = @session and lab = @Lab and regrade is null and verdict is not null order by number", new { session, version.Lab }, transaction);
                foreach (var one in submissions.ToList())
                {
                    await Sittings.QueueAsync(transaction, new QueuedAttempt(
                        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), one.Person, session, lab with { Digest = version.Digest }, one.Snippet, now)
                    {
                        IsLate = one.Late != 0,
                        Regrade = id,
                        RegradeOf = one.Id,
                    });
                }

                return true;
            },
            cancellationToken);
        return isMade ? await FindAsync(session, id, cancellationToken) : null;
    }

    public async Task<Regrade?> FindAsync(string session, string id, CancellationToken cancellationToken) =>
        (await AllAsync(session, cancellationToken)).FirstOrDefault(one => one.Id == id);

    /// <returns>The newest first.</returns>
    public async Task<IReadOnlyList<Regrade>> AllAsync(string session, CancellationToken cancellationToken) =>
    [
        .. (await _store.ListAsync<RegradeRow>(
            """
            select r.id, r.session, r.lab, r.digest, r.reason, r.staff, r.made, r.published, r.withdrawn,
                (select count(*) from attempt a where a.regrade = r.id) as Runs,
                (select count(*) from attempt a where a.regrade = r.id and a.ended is null) as Waiting
            from regrade r where r.session = @session order by r.made desc, r.id
            """,
            new { session }, cancellationToken)).Select(row => row.ToRegrade()),
    ];

    /// <summary>Makes a regrade's results the grades. What counted before stays in the store.</summary>
    /// <returns>False where it has runs that wait, or was decided before.</returns>
    public Task<bool> PublishAsync(string session, string id, string by, CancellationToken cancellationToken) => _store.Sessions.ChangeAsync(
        session, "regrade_published", new JsonObject { ["by"] = by, ["regrade"] = id },
        async (transaction, _) =>
        {
            var values = new { session, id, now = _store.Now };
            if (await transaction.FirstAsync<long>("select count(*) from attempt where regrade = @id and ended is null", values) > 0)
                return false;
            if (await transaction.ExecuteAsync("update regrade set published = @now where session = @session and id = @id and published is null and withdrawn is null", values) == 0)
                return false;
            return await transaction.ExecuteAsync(
                "update session_lab set digest = (select digest from regrade where id = @id) where session = @session and lab = (select lab from regrade where id = @id)", values) == 1;
        },
        cancellationToken);

    /// <summary>Drops a regrade: the grades stay as they are, its runs that wait are taken out of the queue.</summary>
    public Task<bool> WithdrawAsync(string session, string id, string by, CancellationToken cancellationToken) => _store.Sessions.ChangeAsync(
        session, "regrade_withdrawn", new JsonObject { ["by"] = by, ["regrade"] = id },
        async (transaction, _) =>
        {
            var values = new { session, id, now = _store.Now };
            if (await transaction.ExecuteAsync("update regrade set withdrawn = @now where session = @session and id = @id and published is null and withdrawn is null", values) == 0)
                return false;
            await transaction.ExecuteAsync("delete from run where attempt in (select id from attempt where regrade = @id)", values);
            await transaction.ExecuteAsync("update attempt set ended = @now where regrade = @id and ended is null", values);
            return true;
        },
        cancellationToken);

    private sealed record SubmissionRow(string Id, string Person, string Snippet, long Late);

    private sealed class RegradeRow
    {
        public string Id { get; init; } = "";

        public string Session { get; init; } = "";

        public string Lab { get; init; } = "";

        public string Digest { get; init; } = "";

        public string Reason { get; init; } = "";

        public string Staff { get; init; } = "";

        public long Made { get; init; }

        public long? Published { get; init; }

        public long? Withdrawn { get; init; }

        public long Runs { get; init; }

        public long Waiting { get; init; }

        public Regrade ToRegrade() => new(
            Id, Session, Lab, Digest, Reason, Staff, SessionRows.Moment(Made), SessionRows.Maybe(Published), SessionRows.Maybe(Withdrawn), (int)Runs, (int)Waiting);
    }
}
