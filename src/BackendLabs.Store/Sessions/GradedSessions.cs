using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using BackendLabs.Store.Classes;

namespace BackendLabs.Store.Sessions;

/// <summary>Graded sessions: made, paused, closed, published. Every change is an entry of the session's ledger in the same transaction.</summary>
public sealed class GradedSessions
{
    private readonly LabStore _store;

    internal GradedSessions(LabStore store) => _store = store;

    /// <summary>Makes a session and pins its labs: what is in their folders later changes nothing for it.</summary>
    /// <param name="by">The account that does it.</param>
    public async Task<SessionMaking> MakeAsync(NewSession made, string by, CancellationToken cancellationToken)
    {
        var keys = await KeysAsync(cancellationToken);
        var salt = CohortKeys.NewSalt();
        var isMade = await _store.WriteAsync<SessionMaking?>(
            async transaction =>
            {
                if (await transaction.FirstAsync<string>("select id from cohort where id = @Cohort", made) is null)
                    return new SessionMaking.NoSuchCohort();
                var now = _store.Now;
                var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
                if (await transaction.ExecuteAsync(
                    "insert into session (id, cohort, title, policy, code_salt, seed_secret, made) values (@Id, @Cohort, @Title, @Policy, @salt, @secret, @now) on conflict do nothing",
                    new { made.Id, made.Cohort, made.Title, made.Policy, salt, secret, now }) == 0)
                    return new SessionMaking.IdTaken();
                for (var number = 0; number < made.Labs.Count; number++)
                {
                    var (lab, weight) = made.Labs[number];
                    await PinAsync(transaction, lab, now);
                    await transaction.ExecuteAsync(
                        "insert into session_lab (session, number, lab, digest, weight, seed) values (@Id, @number, @Lab, @Digest, @weight, @seed)",
                        new { made.Id, number = number + 1, lab.Lab, lab.Digest, weight = (long)(weight * 1000m), seed = SeedOf(secret, lab.Lab) });
                }

                await AddSittingsAsync(transaction, made.Id);
                await SessionLedger.AppendAsync(transaction, made.Id, now, "session_made", null, new JsonObject
                {
                    ["by"] = by,
                    ["policy"] = made.Policy,
                    ["labs"] = new JsonArray([.. made.Labs.Select(one => new JsonObject { ["lab"] = one.Lab.Lab, ["digest"] = one.Lab.Digest, ["weight"] = $"{one.Weight}" })]),
                });
                return null;
            },
            cancellationToken);
        return isMade ?? new SessionMaking.Made(keys.LongCodeOf(made.Id, salt));
    }

    public Task<GradedSession?> FindAsync(string id, CancellationToken cancellationToken) =>
        _store.ReadAsync(connection => SessionRows.FindAsync(connection, null, id), cancellationToken);

    /// <returns>The ids of all sessions, the newest first.</returns>
    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) =>
        _store.ListAsync<string>("select id from session order by made desc, id", new { }, cancellationToken);

    /// <summary>The sessions of a cohort, the newest first.</summary>
    public async Task<IReadOnlyList<CohortSession>> OfCohortAsync(string cohort, CancellationToken cancellationToken) =>
    [
        .. (await _store.ListAsync<CohortSessionRow>("select id, title, closed from session where cohort = @cohort order by made desc, id", new { cohort }, cancellationToken))
            .Select(row => new CohortSession(row.Id, row.Title, row.Closed is not null)),
    ];

    /// <summary>The code that leads students to the session.</summary>
    /// <returns>Null where there is no such session.</returns>
    public async Task<string?> JoinCodeAsync(string id, CancellationToken cancellationToken)
    {
        var keys = await KeysAsync(cancellationToken);
        return (await _store.ListAsync<string>("select code_salt from session where id = @id", new { id }, cancellationToken)) is [var salt] ? keys.LongCodeOf(id, salt) : null;
    }

    /// <summary>The session that a code belongs to, written in any case, with dashes and spaces or without. A closed one too: its students come back for their grades.</summary>
    public async Task<string?> OfCodeAsync(string code, CancellationToken cancellationToken)
    {
        var keys = await KeysAsync(cancellationToken);
        return (await _store.ListAsync<CodeRow>("select id, code_salt as Salt from session", new { }, cancellationToken))
            .FirstOrDefault(row => CohortKeys.Same(keys.LongCodeOf(row.Id, row.Salt).Replace("-", "", StringComparison.Ordinal), code))?.Id;
    }

    /// <summary>
    /// For those who show a session as it changes. Take it before you look; what it gives completes with the next change in the
    /// store by any process, or after the patience given.
    /// </summary>
    public Func<TimeSpan, CancellationToken, Task> Changes() => _store.Changed();

    /// <summary>A lab as a session pinned it.</summary>
    public async Task<PinnedLab?> LabAsync(string digest, CancellationToken cancellationToken) =>
        (await _store.ListAsync<PinnedRow>("select digest, lab, version, title, max, archive from pinned_lab where digest = @digest", new { digest }, cancellationToken))
            .Select(row => new PinnedLab(row.Digest, row.Lab, row.Version, row.Title, (int)row.Max, row.Archive)).FirstOrDefault();

    /// <summary>Writes other rules. Those who work see them at once.</summary>
    /// <returns>False where there is no such session, or it is closed.</returns>
    public Task<bool> ChangePolicyAsync(string id, string title, string policy, string by, string reason, CancellationToken cancellationToken) => ChangeAsync(
        id, "policy_changed", new JsonObject { ["by"] = by, ["reason"] = reason, ["policy"] = policy },
        async (transaction, session) => session.Closed is null && await transaction.ExecuteAsync("update session set policy = @policy, title = @title where id = @id", new { id, title, policy }) == 1,
        cancellationToken);

    /// <summary>Stops all clocks; nothing is accepted until <see cref="ResumeAsync"/>.</summary>
    /// <returns>False where it is paused or closed already, or does not exist.</returns>
    public Task<bool> PauseAsync(string id, string by, string reason, CancellationToken cancellationToken) => ChangeAsync(
        id, "paused", new JsonObject { ["by"] = by, ["reason"] = reason },
        async (transaction, session) => !session.IsPaused && session.Closed is null
            && await transaction.ExecuteAsync("insert into session_pause (session, began) values (@id, @now)", new { id, now = _store.Now }) == 1,
        cancellationToken);

    /// <summary>Lets all clocks go on where they stood.</summary>
    /// <returns>False where it is not paused.</returns>
    public Task<bool> ResumeAsync(string id, string by, CancellationToken cancellationToken) => ChangeAsync(
        id, "resumed", new JsonObject { ["by"] = by },
        async (transaction, _) => await transaction.ExecuteAsync("update session_pause set ended = @now where session = @id and ended is null", new { id, now = _store.Now }) == 1,
        cancellationToken);

    /// <summary>Ends the session for everybody: nothing is accepted any more. The seeds are no secret from now on.</summary>
    public Task<bool> CloseAsync(string id, string by, CancellationToken cancellationToken) => ChangeAsync(
        id, "closed", new JsonObject { ["by"] = by },
        async (transaction, session) =>
        {
            if (session.Closed is not null)
                return false;
            await transaction.ExecuteAsync("update session_pause set ended = @now where session = @id and ended is null", new { id, now = _store.Now });
            return await transaction.ExecuteAsync("update session set closed = @now where id = @id", new { id, now = _store.Now }) == 1;
        },
        cancellationToken,
        session => new JsonObject { ["seeds"] = new JsonObject(session.Labs.Select(lab => KeyValuePair.Create(lab.Lab, (JsonNode?)$"{lab.Seed}"))) });

    /// <summary>Shows students their grades.</summary>
    public Task<bool> PublishAsync(string id, string by, CancellationToken cancellationToken) => ChangeAsync(
        id, "grades_published", new JsonObject { ["by"] = by },
        async (transaction, session) => session.Closed is not null && await transaction.ExecuteAsync("update session set published = @now where id = @id", new { id, now = _store.Now }) == 1,
        cancellationToken);

    /// <summary>Those who came into the cohort since get a place.</summary>
    public Task<int> AddSittingsAsync(string id, CancellationToken cancellationToken) => _store.WriteAsync(transaction => AddSittingsAsync(transaction, id), cancellationToken);

    /// <summary>The ledger, from its first entry on.</summary>
    /// <param name="member">Only what concerns them; null for all.</param>
    public async Task<IReadOnlyList<LedgerEntry>> LedgerAsync(string id, string? member, CancellationToken cancellationToken) =>
    [
        .. (await _store.ListAsync<LedgerRow>(
            $"select session, number, at, kind, member, salt, body, digest, hash from ledger where session = @id {(member is null ? "" : "and member = @member")} order by number",
            new { id, member }, cancellationToken))
            .Select(row => new LedgerEntry(row.Session, row.Number, SessionRows.Moment(row.At), row.Kind, row.Member, row.Salt, row.Body, row.Digest, row.Hash)),
    ];

    /// <summary>Erases a student from a closed session: drafts, code, reports and every text of the ledger that names them. The chain still verifies.</summary>
    /// <returns>False where there is no such student, or the session is open: their place in it would be made anew.</returns>
    public Task<bool> EraseAsync(string id, string member, string by, CancellationToken cancellationToken) => ChangeAsync(
        id, "student_erased", new JsonObject { ["by"] = by },
        async (transaction, session) =>
        {
            if (session.Closed is null || await transaction.FirstAsync<string>("select person from sitting where session = @id and member = @member", new { id, member }) is not { } person)
                return false;
            var values = new { id, member, person };
            await transaction.ExecuteAsync("update ledger set body = null, salt = null, member = null where session = @id and member = @member", values);
            await transaction.ExecuteAsync("delete from grade_override where session = @id and member = @member", values);
            await transaction.ExecuteAsync("delete from sitting where session = @id and member = @member", values);
            await transaction.ExecuteAsync("delete from turn where person = @person", values);
            await transaction.ExecuteAsync("delete from person where id = @person", values);
            return true;
        },
        cancellationToken);

    internal async Task<bool> ChangeAsync(
        string id, string kind, JsonObject body, Func<DbTransaction, GradedSession, Task<bool>> change, CancellationToken cancellationToken,
        Func<GradedSession, JsonObject>? more = null, string? member = null) => await _store.WriteAsync(
        async transaction =>
        {
            if (await HoldAsync(transaction, id) is not { } session || !await change(transaction, session))
                return false;
            foreach (var (name, value) in more?.Invoke(session) ?? [])
                body[name] = value?.DeepClone();
            await SessionLedger.AppendAsync(transaction, id, _store.Now, kind, member, body);
            return true;
        },
        cancellationToken);

    /// <summary>Holds the session's row until the transaction ends: entries of its ledger come one after the other.</summary>
    internal async Task<GradedSession?> HoldAsync(DbTransaction transaction, string id) =>
        await transaction.FirstAsync<string>("select id from session where id = @id" + _store.HoldRow, new { id }) is null
            ? null
            : await SessionRows.FindAsync(transaction.Connection!, transaction, id);

    internal static Task PinAsync(DbTransaction transaction, PinnedLab lab, long now) => transaction.ExecuteAsync(
        "insert into pinned_lab (digest, lab, version, title, max, archive, made) values (@Digest, @Lab, @Version, @Title, @Max, @Archive, @now) on conflict do nothing",
        new { lab.Digest, lab.Lab, lab.Version, lab.Title, lab.Max, lab.Archive, now });

    // A sitting's person holds a slash, which no visitor's and no member's id does.
    private async Task<int> AddSittingsAsync(DbTransaction transaction, string id)
    {
        var values = new { id, now = _store.Now, start = $"{id}/" };
        await transaction.ExecuteAsync(
            """
            insert into person (id, name, created) select @start || m.folded, p.name, @now
            from session join member m on m.cohort = session.cohort join person p on p.id = m.person
            where session.id = @id and session.closed is null and m.role = 'student' and m.ended is null on conflict do nothing
            """,
            values);
        return await transaction.ExecuteAsync(
            """
            insert into sitting (session, member, person) select @id, m.id, @start || m.folded
            from session join member m on m.cohort = session.cohort
            where session.id = @id and session.closed is null and m.role = 'student' and m.ended is null on conflict do nothing
            """,
            values);
    }

    private static long SeedOf(string secret, string lab) =>
        1 + (BitConverter.ToUInt32(HMACSHA256.HashData(Convert.FromHexString(secret), System.Text.Encoding.UTF8.GetBytes(lab))) % 1_000_000_000);

    private async Task<CohortKeys> KeysAsync(CancellationToken cancellationToken) => new(await _store.Secrets.GetOrMakeAsync("session", cancellationToken));

    private sealed record CohortSessionRow(string Id, string Title, long? Closed);

    private sealed record CodeRow(string Id, string Salt);

    private sealed record PinnedRow(string Digest, string Lab, long Version, string Title, long Max, byte[] Archive);

    private sealed record LedgerRow(string Session, long Number, long At, string Kind, string? Member, string? Salt, string? Body, string Digest, string Hash);
}
