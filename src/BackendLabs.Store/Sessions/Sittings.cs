using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;

namespace BackendLabs.Store.Sessions;

/// <summary>Students in sessions: they begin, hand in, get more time; and what they handed in.</summary>
public sealed class Sittings
{
    private const string AttemptColumns = """
        a.id, s.member, a.lab, a.lab_digest as Digest, a.seed, a.accepted, a.ended, a.late, a.verdict, a.score, a.max, a.regrade, a.regrade_of as RegradeOf
        """;

    private readonly LabStore _store;

    internal Sittings(LabStore store) => _store = store;

    /// <returns>In the order of their names.</returns>
    public Task<IReadOnlyList<Sitting>> AllAsync(string session, CancellationToken cancellationToken) =>
        _store.ReadAsync(connection => SessionRows.SittingsAsync(connection, null, session, member: null), cancellationToken);

    public Task<Sitting?> FindAsync(string session, string member, CancellationToken cancellationToken) =>
        _store.ReadAsync(async connection => (await SessionRows.SittingsAsync(connection, null, session, member)).FirstOrDefault(), cancellationToken);

    /// <summary>What a student's sign-in is checked against.</summary>
    /// <returns>Null where there is no such sitting, or its student is no longer in the cohort.</returns>
    public async Task<SittingPass?> PassAsync(string session, string member, CancellationToken cancellationToken) =>
        (await _store.ListAsync<SittingPass>(
            """
            select s.person, p.name, m.salt as Pass from sitting s join session on session.id = s.session
            join member m on m.cohort = session.cohort and m.id = s.member join person p on p.id = m.person
            where s.session = @session and s.member = @member and m.ended is null
            """,
            new { session, member }, cancellationToken)).FirstOrDefault();

    /// <summary>The store's clock: every deadline goes by it, whichever machine asks.</summary>
    public DateTimeOffset Now => SessionRows.Moment(_store.Now);

    /// <summary>Makes a browser the one that may work. The browser that was it before can no longer save or submit.</summary>
    /// <param name="device">Drawn by the server for this browser.</param>
    /// <returns>Whether another one was pushed aside; null where there is no such sitting.</returns>
    public Task<bool?> EnterAsync(string session, string member, string device, string address, CancellationToken cancellationToken) => _store.WriteAsync(
        async transaction =>
        {
            if (await HoldAsync(transaction, session, member) is not { Sitting: var sitting })
                return (bool?)null;
            if (sitting.Device == device)
                return false;
            var isTakeover = sitting.Device is not null;
            await transaction.ExecuteAsync("update sitting set device = @device where session = @session and member = @member", new { session, member, device });
            await SessionLedger.AppendAsync(transaction, session, _store.Now, isTakeover ? "device_taken_over" : "signed_in", member, new JsonObject { ["student"] = member, ["device"] = device[..8], ["from"] = address });
            return isTakeover;
        },
        cancellationToken);

    /// <summary>Starts a student's own clock.</summary>
    /// <param name="mayBegin">Asked at the moment that would be the beginning.</param>
    /// <returns>Null where it was refused or there is no such sitting; the beginning where it had begun before.</returns>
    public Task<DateTimeOffset?> BeginAsync(string session, string member, Func<SubmissionFacts, bool> mayBegin, CancellationToken cancellationToken) => _store.WriteAsync(
        async transaction =>
        {
            if (await HoldAsync(transaction, session, member) is not { } held)
                return null;
            if (held.Sitting.Begun is { } before)
                return before;
            var now = _store.Now;
            if (!mayBegin(new SubmissionFacts(SessionRows.Moment(now), held.Session, held.Sitting, "", 0, null, null, 0)))
                return (DateTimeOffset?)null;
            await transaction.ExecuteAsync("update sitting set begun = @now where session = @session and member = @member", new { session, member, now });
            await SessionLedger.AppendAsync(transaction, session, now, "begun", member, new JsonObject { ["student"] = member });
            return SessionRows.Moment(now);
        },
        cancellationToken);

    /// <summary>Says that a student is done: nothing more is accepted of them.</summary>
    public Task<bool> HandInAsync(string session, string member, string by, CancellationToken cancellationToken) => _store.Sessions.ChangeAsync(
        session, "handed_in", new JsonObject { ["student"] = member, ["by"] = by },
        async (transaction, _) => await transaction.ExecuteAsync(
            "update sitting set handed_in = @now where session = @session and member = @member and handed_in is null and begun is not null", new { session, member, now = _store.Now }) == 1,
        cancellationToken, member: member);

    /// <summary>Gives more time, and takes a handing-in back where there was one. Time may be taken away again by a negative one.</summary>
    /// <param name="members">Null for everybody of the session.</param>
    /// <returns>How many got it; 0 where nobody is of that name.</returns>
    public async Task<int> ExtendAsync(string session, IReadOnlyList<string>? members, TimeSpan by, string staff, string reason, CancellationToken cancellationToken) => await _store.WriteAsync(
        async transaction =>
        {
            if (await _store.Sessions.HoldAsync(transaction, session) is null)
                return 0;
            var all = await SessionRows.SittingsAsync(transaction.Connection!, transaction, session, member: null);
            var chosen = all.Where(sitting => members is null || members.Contains(sitting.Member, StringComparer.OrdinalIgnoreCase)).ToList();
            if (members is not null && chosen.Count != members.Count)
                return 0;
            foreach (var sitting in chosen)
            {
                await transaction.ExecuteAsync(
                    "update sitting set extra = case when extra + @extra < 0 then 0 else extra + @extra end, handed_in = null where session = @session and member = @Member",
                    new { session, sitting.Member, extra = (long)by.TotalMilliseconds });
                await SessionLedger.AppendAsync(transaction, session, _store.Now, "extended", sitting.Member, new JsonObject
                {
                    ["student"] = sitting.Member,
                    ["by"] = staff,
                    ["reason"] = reason,
                    ["minutes"] = $"{by.TotalMinutes:0.##}",
                });
            }

            return chosen.Count;
        },
        cancellationToken);

    /// <summary>Takes a submission, in one transaction with the run that it queues and its entry of the ledger: what has a receipt is not lost.</summary>
    /// <param name="rule">Decides by the facts of that moment.</param>
    public Task<SubmissionAnswer> SubmitAsync(Submission submission, Func<SubmissionFacts, SubmissionRuling> rule, CancellationToken cancellationToken) => _store.WriteAsync<SubmissionAnswer>(
        async transaction =>
        {
            if (await HoldAsync(transaction, submission.Session, submission.Member) is not { } held || held.Session.Find(submission.Lab) is not { } lab)
                return new SubmissionAnswer.NotInSession();
            var person = held.Sitting.Person;
            // The same again is answered as it was, even after the deadline: the student could not know that it arrived.
            if (submission.Key is { } key && await EarlierAsync(transaction, submission, person, key) is { } earlier)
                return earlier;
            if (submission.Device is { } device && device != held.Sitting.Device)
                return new SubmissionAnswer.OtherDevice();
            var now = _store.Now;
            var ruling = rule(await FactsAsync(transaction, held, submission.Lab, now));
            if (ruling is SubmissionRuling.Refuse refused)
                return new SubmissionAnswer.Refused(refused);
            var isLate = ruling is SubmissionRuling.Take { IsLate: true };
            var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(submission.Text)));
            await QueueAsync(transaction, new QueuedAttempt(id, person, submission.Session, lab, submission.Text, now) { IsLate = isLate, Key = submission.Key });
            var entry = await SessionLedger.AppendAsync(transaction, submission.Session, now, "submitted", submission.Member, new JsonObject
            {
                ["student"] = submission.Member,
                ["attempt"] = id,
                ["lab"] = submission.Lab,
                ["labDigest"] = lab.Digest,
                ["text"] = digest,
                ["late"] = isLate,
                ["by"] = submission.Device is null ? "closing" : "student",
            });
            return new SubmissionAnswer.Accepted(new Receipt(id, submission.Lab, digest, SessionRows.Moment(now), entry.Number, entry.Hash, isLate));
        },
        cancellationToken);

    /// <summary>A sitting's attempts, the oldest first; without texts, reports and records.</summary>
    /// <param name="member">Null for all of the session.</param>
    public async Task<IReadOnlyList<SessionAttempt>> AttemptsAsync(string session, string? member, CancellationToken cancellationToken) =>
    [
        .. (await _store.ListAsync<AttemptRow>(
            $"select {AttemptColumns} from attempt a join sitting s on s.person = a.person where a.session = @session {(member is null ? "" : "and s.member = @member")} order by a.number",
            new { session, member }, cancellationToken)).Select(row => row.ToAttempt()),
    ];

    /// <summary>The same with reports, of the attempts that were judged.</summary>
    public async Task<IReadOnlyList<SessionAttempt>> JudgedAsync(string session, string? member, CancellationToken cancellationToken) =>
    [
        .. (await _store.ListAsync<AttemptRow>(
            $"select {AttemptColumns}, a.report from attempt a join sitting s on s.person = a.person where a.session = @session and a.verdict is not null {(member is null ? "" : "and s.member = @member")} order by a.number",
            new { session, member }, cancellationToken)).Select(row => row.ToAttempt()),
    ];

    /// <summary>One attempt with all that is kept of it.</summary>
    public async Task<SessionAttempt?> AttemptAsync(string session, string id, CancellationToken cancellationToken) =>
        (await _store.ListAsync<AttemptRow>(
            $"select {AttemptColumns}, a.snippet, a.report, a.record from attempt a join sitting s on s.person = a.person where a.session = @session and a.id = @id",
            new { session, id }, cancellationToken)).Select(row => row.ToAttempt()).FirstOrDefault();

    /// <summary>The receipts of a sitting's submissions, the oldest first.</summary>
    public async Task<IReadOnlyList<Receipt>> ReceiptsAsync(string session, string member, CancellationToken cancellationToken) =>
    [
        .. (await _store.Sessions.LedgerAsync(session, member, cancellationToken)).Where(entry => entry is { Kind: "submitted", Body: not null }).Select(ReceiptOf),
    ];

    internal static async Task QueueAsync(DbTransaction transaction, QueuedAttempt attempt)
    {
        await transaction.ExecuteAsync(
            """
            insert into attempt (id, person, lab, lab_digest, snippet, seed, post_key, accepted, session, late, regrade, regrade_of)
            values (@Id, @Person, @lab, @digest, @Text, @seed, @Key, @Now, @Session, @late, @Regrade, @RegradeOf)
            """,
            new
            {
                attempt.Id,
                attempt.Person,
                lab = attempt.Lab.Lab,
                digest = attempt.Lab.Digest,
                attempt.Text,
                seed = attempt.Lab.Seed,
                attempt.Key,
                attempt.Now,
                attempt.Session,
                late = attempt.IsLate ? 1L : 0L,
                attempt.Regrade,
                attempt.RegradeOf,
            });
        // Regrades of a whole cohort are one origin: students who work at the same time come first between them.
        await transaction.ExecuteAsync("insert into run (attempt, person, origin) values (@Id, @Person, @origin)", new { attempt.Id, attempt.Person, origin = attempt.Regrade is null ? attempt.Person : $"{RunQueue.OriginMark}regrade" });
        await transaction.ExecuteAsync("insert into event (attempt, kind, body, at) values (@Id, 'queued', '{}', @Now)", attempt);
    }

    private async Task<Held?> HoldAsync(DbTransaction transaction, string session, string member) =>
        await _store.Sessions.HoldAsync(transaction, session) is { } found
        && (await SessionRows.SittingsAsync(transaction.Connection!, transaction, session, member)).FirstOrDefault() is { IsRemoved: false } sitting
            ? new Held(found, sitting)
            : null;

    private static async Task<SubmissionFacts> FactsAsync(DbTransaction transaction, Held held, string lab, long now)
    {
        var person = held.Sitting.Person;
        // What ended by our own fault costs no attempt.
        var at = await transaction.FirstAsync<CountRow>(
            """
            select count(*) as Attempts, max(accepted) as Last from attempt
            where person = @person and lab = @lab and regrade is null and (ended is null or verdict is not null) and coalesce(verdict, '') <> 'infrastructure_error'
            """,
            new { person, lab });
        var waiting = await transaction.FirstAsync<long>("select count(*) from run where person = @person", new { person });
        var last = await transaction.FirstAsync<string>("select snippet from attempt where person = @person and lab = @lab and regrade is null order by number desc limit 1", new { person, lab });
        return new SubmissionFacts(SessionRows.Moment(now), held.Session, held.Sitting, lab, (int)at!.Attempts, SessionRows.Maybe(at.Last), last, (int)waiting);
    }

    private static async Task<SubmissionAnswer?> EarlierAsync(DbTransaction transaction, Submission submission, string person, string key)
    {
        if (await transaction.FirstAsync<PostedRow>("select id, lab, snippet from attempt where person = @person and post_key = @key", new { person, key }) is not { } row)
            return null;
        if (row.Lab != submission.Lab || row.Snippet != submission.Text)
            return new SubmissionAnswer.KeyReused();
        var entries = await transaction.Connection!.QueryAsync<EntryRow>(
            "select number, at, body, hash from ledger where session = @Session and member = @Member and kind = 'submitted' order by number desc", submission, transaction);
        return new SubmissionAnswer.AlreadyAccepted(entries
            .Select(entry => ReceiptOf(new LedgerEntry(submission.Session, entry.Number, SessionRows.Moment(entry.At), "submitted", submission.Member, null, entry.Body, "", entry.Hash)))
            .First(receipt => receipt.Attempt == row.Id));
    }

    private static Receipt ReceiptOf(LedgerEntry entry)
    {
        var body = JsonNode.Parse(entry.Body!)!.AsObject();
        return new Receipt((string)body["attempt"]!, (string)body["lab"]!, (string)body["text"]!, entry.At, entry.Number, entry.Hash, (bool)body["late"]!);
    }

    private sealed record Held(GradedSession Session, Sitting Sitting);

    private sealed record PostedRow(string Id, string Lab, string Snippet);

    private sealed record EntryRow(long Number, long At, string Body, string Hash);

    // With properties: an aggregate has no type where there are no rows.
    private sealed class CountRow
    {
        public long Attempts { get; init; }

        public long? Last { get; init; }
    }

    private sealed class AttemptRow
    {
        public string Id { get; init; } = "";

        public string Member { get; init; } = "";

        public string Lab { get; init; } = "";

        public string Digest { get; init; } = "";

        public long Seed { get; init; }

        public long Accepted { get; init; }

        public long? Ended { get; init; }

        public long Late { get; init; }

        public string? Verdict { get; init; }

        public long? Score { get; init; }

        public long? Max { get; init; }

        public string? Regrade { get; init; }

        public string? RegradeOf { get; init; }

        public string? Snippet { get; init; }

        public string? Report { get; init; }

        public string? Record { get; init; }

        public SessionAttempt ToAttempt() => new(
            Id, Member, Lab, Digest, Seed, SessionRows.Moment(Accepted), SessionRows.Maybe(Ended), Late != 0, Verdict, (int?)Score, (int?)Max, Regrade, RegradeOf)
        {
            Snippet = Snippet ?? "",
            Report = Report,
            Record = Record,
        };
    }
}

internal sealed record QueuedAttempt(string Id, string Person, string Session, PinnedSessionLab Lab, string Text, long Now)
{
    public bool IsLate { get; init; }

    public string? Key { get; init; }

    public string? Regrade { get; init; }

    public string? RegradeOf { get; init; }
}
