using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace BackendLabs.Store;

/// <summary>
/// Attempts that wait for a grader. A grader claims one for a while (its lease) and renews it; a lease that lapses is
/// claimed anew, under a higher fencing number, and whoever held it before can no longer write.
/// </summary>
public sealed class RunQueue
{
    /// <summary>How long a claim holds without being renewed. With the next look, a dead grader's run is taken over within half a minute.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(25);

    /// <summary>Begins the name of an origin that is no person, whose id never does.</summary>
    public const string OriginMark = "@";

    /// <summary>How often a waiting grader looks by itself: a lease may lapse without anybody telling.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    private const int PromptLooks = 10;
    private static readonly TimeSpan PatientLook = TimeSpan.FromMilliseconds(500);

    private readonly LabStore _store;

    internal RunQueue(LabStore store) => _store = store;

    /// <summary>Accepts and queues in one transaction: what this says is accepted is not lost.</summary>
    public Task<Acceptance> AcceptAsync(NewAttempt attempt, CancellationToken cancellationToken) => _store.WriteAsync<Acceptance>(
        async transaction =>
        {
            // Holds the person, so that two posts at once neither pass the cap together nor use one key twice.
            if (await transaction.FirstAsync<string>("select id from person where id = @Person" + _store.HoldRow, attempt) is null)
                return new Acceptance.UnknownPerson();
            if (attempt.Key is not null && await transaction.FirstAsync<Posted>("select id, lab, snippet from attempt where person = @Person and post_key = @Key", attempt) is { } earlier)
                return earlier.Lab == attempt.Lab && earlier.Snippet == attempt.Snippet ? new Acceptance.AlreadyAccepted(earlier.Id) : new Acceptance.KeyReused(earlier.Id);
            if (attempt.MostWaiting is { } most && await transaction.FirstAsync<long>("select count(*) from run where person = @Person", attempt) is var waiting && waiting >= most)
                return new Acceptance.TooMany((int)waiting);
            if (attempt.MostOfOrigin is { } ofOrigin && await transaction.FirstAsync<long>("select count(*) from run where origin = @Origin", attempt) >= ofOrigin)
                return new Acceptance.NoPlace(IsOfOrigin: true);
            if (attempt.MostAtAll is { } atAll && await transaction.FirstAsync<long>("select count(*) from run") >= atAll)
                return new Acceptance.NoPlace(IsOfOrigin: false);
            return new Acceptance.Accepted(await AddAsync(transaction, attempt));
        },
        cancellationToken);

    private async Task<string> AddAsync(DbTransaction transaction, NewAttempt attempt)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var values = new { id, attempt.Person, attempt.Lab, attempt.LabDigest, attempt.Snippet, attempt.Seed, attempt.Key, origin = attempt.Origin ?? attempt.Person, now = _store.Now };
        await transaction.ExecuteAsync(
            "insert into attempt (id, person, lab, lab_digest, snippet, seed, post_key, accepted) values (@id, @Person, @Lab, @LabDigest, @Snippet, @Seed, @Key, @now)", values);
        await transaction.ExecuteAsync("insert into run (attempt, person, origin) values (@id, @Person, @origin)", values);
        await transaction.ExecuteAsync("insert into event (attempt, kind, body, at) values (@id, 'queued', '{}', @now)", values);
        return id;
    }

    /// <summary>Waits until there is something to do, and claims it.</summary>
    /// <param name="grader">Who claims, for people to read.</param>
    public Task<ClaimedRun> TakeAsync(string grader, CancellationToken cancellationToken) => TakeAsync(grader, static () => true, cancellationToken);

    /// <summary>Waits until there is something to do and the grader can do it, and claims it.</summary>
    /// <param name="grader">Who claims, for people to read.</param>
    /// <param name="mayClaim">Asked before each claim, and every two seconds while it says no.</param>
    public async Task<ClaimedRun> TakeAsync(string grader, Func<bool> mayClaim, CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = _store.Changed();
            if (mayClaim() && await ClaimAsync(grader, cancellationToken) is { } run)
                return run;
            await changed(LookAgain, cancellationToken);
        }
    }

    /// <summary>
    /// Claims the next run. Each person's are taken in their order; between persons, those with the fewest runs under way
    /// come first, and then whoever has waited longest since their last turn: a thousand attempts of one keep nobody
    /// else waiting for more than the run before. Origins take turns in the same way before their persons do, so that a
    /// thousand persons that one makes up do not either. Of an origin's persons, a new one comes after those who have
    /// waited since before it came.
    /// </summary>
    /// <returns>Null where nothing waits.</returns>
    public Task<ClaimedRun?> ClaimAsync(string grader, CancellationToken cancellationToken) => _store.WriteAsync(
        async transaction =>
        {
            var now = _store.Now;
            if (await transaction.FirstAsync<long?>(Next + _store.TakeRun, new { now }) is not { } number)
                return null;
            var values = new { number, grader, now, until = now + (long)Lease.TotalMilliseconds };
            await transaction.ExecuteAsync("update run set grader = @grader, lease_until = @until, fence = fence + 1, tries = tries + 1 where number = @number", values);
            foreach (var whose in (string[])["person", "origin"])
                await transaction.ExecuteAsync($"insert into turn (person, served) select {whose}, @now from run where number = @number on conflict (person) do update set served = excluded.served", values);
            await transaction.ExecuteAsync("insert into event (attempt, kind, body, at) select attempt, 'started', '{}', @now from run where number = @number", values);
            return await ReadAsync(transaction, number);
        },
        cancellationToken);

    /// <summary>Holds a claim for another <see cref="Lease"/>.</summary>
    /// <returns>False where it is lost: cancelled, or claimed anew. The grader ends its run then.</returns>
    public async Task<bool> RenewAsync(ClaimedRun run, CancellationToken cancellationToken) => await _store.WriteAsync(
        "update run set lease_until = @until where attempt = @attempt and fence = @fence and grader is not null",
        new { attempt = run.Attempt.Id, fence = run.Fence, until = _store.Now + (long)Lease.TotalMilliseconds }, cancellationToken) == 1;

    /// <summary>Completes when a claim is lost; its grader ends its run at once then.</summary>
    public async Task LostAsync(ClaimedRun run, CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = _store.Changed();
            if ((await _store.ListAsync<long>("select number from run where attempt = @attempt and fence = @fence", new { attempt = run.Attempt.Id, fence = run.Fence }, cancellationToken)).Count == 0)
                return;
            await changed(LookAgain, cancellationToken);
        }
    }

    /// <summary>Gives a claim back unharmed: a grader that is being stopped leaves its work to others.</summary>
    public Task ReturnAsync(ClaimedRun run, CancellationToken cancellationToken) => GiveBackAsync(run, triesAgain: 1, cancellationToken);

    /// <summary>Gives back a claim whose run broke on this machine, for another try by any grader. The try counts.</summary>
    public Task RetryAsync(ClaimedRun run, CancellationToken cancellationToken) => GiveBackAsync(run, triesAgain: 0, cancellationToken);

    // The number rises: a claim that was given back can no longer write, and giving it back twice changes nothing.
    private Task GiveBackAsync(ClaimedRun run, int triesAgain, CancellationToken cancellationToken) => _store.WriteAsync(
        "update run set grader = null, lease_until = 0, fence = fence + 1, tries = tries - @triesAgain where attempt = @attempt and fence = @fence",
        new { attempt = run.Attempt.Id, fence = run.Fence, triesAgain }, cancellationToken);

    /// <summary>Writes what came of a run, once.</summary>
    /// <param name="record">Its signed record in JSON, of a graded attempt; null for practice.</param>
    /// <returns>False where the claim was lost: nothing is written then.</returns>
    public Task<bool> EndAsync(ClaimedRun run, string verdict, int score, int max, string report, CancellationToken cancellationToken, string? record = null) => EndAsync(
        "delete from run where attempt = @Attempt and fence = @Fence",
        new Ending(run.Attempt.Id, run.Fence, _store.Now, verdict, score, max, report, record), cancellationToken);

    /// <summary>Takes an attempt out of the queue, or away from its grader.</summary>
    /// <returns>False where it had ended before.</returns>
    public Task<bool> CancelAsync(string attempt, CancellationToken cancellationToken) => EndAsync(
        "delete from run where attempt = @Attempt", new Ending(attempt, Fence: 0, _store.Now, Verdict: null, Score: null, Max: null, Report: null), cancellationToken);

    private Task<bool> EndAsync(string take, Ending ending, CancellationToken cancellationToken) => _store.WriteAsync(
        async transaction =>
        {
            if (await transaction.ExecuteAsync(take, ending) == 0)
                return false;
            await transaction.ExecuteAsync("update attempt set ended = @Now, verdict = @Verdict, score = @Score, max = @Max, report = @Report, record = @Record where id = @Attempt", ending);
            await transaction.ExecuteAsync("insert into event (attempt, kind, body, at) values (@Attempt, 'ended', '{}', @Now)", ending);
            return true;
        },
        cancellationToken);

    /// <summary>Where an attempt stands, from 1, if nothing else comes; 0 where it waits no longer.</summary>
    public Task<long> PlaceAsync(string attempt, CancellationToken cancellationToken) => _store.ReadAsync(
        connection => Dapper.SqlMapper.ExecuteScalarAsync<long>(connection, new Dapper.CommandDefinition(Place, new { attempt }, cancellationToken: cancellationToken)), cancellationToken);

    /// <summary>The places as they change, until the attempt waits no longer.</summary>
    public async IAsyncEnumerable<long> PlacesAsync(string attempt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var told = 0L;
        // Each change of the store wakes all that wait: whoever has waited long looks less often.
        for (var look = 0; ; look++)
        {
            var changed = _store.Changed();
            var place = await PlaceAsync(attempt, cancellationToken);
            if (place == 0)
                yield break;
            if (place != told)
                yield return place;
            told = place;
            await changed(LookAgain, cancellationToken);
            await Task.Delay(look < PromptLooks ? TimeSpan.Zero : PatientLook, _store.Time, cancellationToken);
        }
    }

    /// <summary>How many attempts wait or run.</summary>
    public Task<long> LengthAsync(CancellationToken cancellationToken) => _store.ReadAsync(
        connection => Dapper.SqlMapper.ExecuteScalarAsync<long>(connection, new Dapper.CommandDefinition("select count(*) from run", cancellationToken: cancellationToken)), cancellationToken);

    /// <summary>How many graders are at work on a run now.</summary>
    public async Task<int> GradersAsync(CancellationToken cancellationToken) => (int)await _store.ReadAsync(
        connection => Dapper.SqlMapper.ExecuteScalarAsync<long>(
            connection, new Dapper.CommandDefinition("select count(distinct grader) from run where grader is not null and lease_until >= @now", new { now = _store.Now }, cancellationToken: cancellationToken)),
        cancellationToken);

    /// <summary>How many attempts of a person wait or run.</summary>
    public Task<long> CountAsync(string person, CancellationToken cancellationToken) => _store.ReadAsync(
        connection => Dapper.SqlMapper.ExecuteScalarAsync<long>(connection, new Dapper.CommandDefinition("select count(*) from run where person = @person", new { person }, cancellationToken: cancellationToken)), cancellationToken);

    private const string Next = """
        with head as (select person, min(number) as number from run where grader is null or lease_until < @now group by person),
             busy as (select person, count(*) as runs from run where grader is not null and lease_until >= @now group by person),
             crowd as (select origin, count(*) as runs from run where grader is not null and lease_until >= @now group by origin)
        select run.number from run
        join head on head.number = run.number
        join attempt on attempt.id = run.attempt
        left join crowd on crowd.origin = run.origin
        left join turn shared on shared.person = run.origin
        left join busy on busy.person = run.person
        left join turn on turn.person = run.person
        where run.grader is null or run.lease_until < @now
        order by coalesce(crowd.runs, 0), coalesce(shared.served, 0), coalesce(busy.runs, 0),
            coalesce(turn.served, case when run.origin = run.person then 0 else attempt.accepted end), run.number
        limit 1 
        """;

    // Everybody's first comes before anybody's second, of origins as of persons.
    private const string Place = """
        with own as (
            select attempt, number, origin, row_number() over (partition by person order by number) as turn from run where grader is null),
        waiting as (
            select attempt, number, row_number() over (partition by origin order by turn, number) as turn from own)
        select count(*) from waiting other join waiting own on own.attempt = @attempt
        where other.turn < own.turn or (other.turn = own.turn and other.number <= own.number)
        """;

    private static async Task<ClaimedRun> ReadAsync(DbTransaction transaction, long number)
    {
        var row = await transaction.FirstAsync<Row>(
            """
            select a.id, a.person, a.lab, a.lab_digest as LabDigest, a.snippet, a.seed, a.accepted, run.fence, run.tries, a.session
            from run join attempt a on a.id = run.attempt where run.number = @number
            """,
            new { number });
        return new ClaimedRun(
            new Attempt(row!.Id, row.Person, row.Lab, row.LabDigest, row.Snippet, row.Seed, DateTimeOffset.FromUnixTimeMilliseconds(row.Accepted), End: null) { Session = row.Session },
            row.Fence, (int)row.Tries);
    }

    private sealed record Posted(string Id, string Lab, string Snippet);

    private sealed record Ending(string Attempt, long Fence, long Now, string? Verdict, int? Score, int? Max, string? Report, string? Record = null);

    private sealed record Row(string Id, string Person, string Lab, string LabDigest, string Snippet, long Seed, long Accepted, long Fence, long Tries, string? Session);
}

/// <param name="Fence">Rises with each claim: a write with an older one is refused.</param>
/// <param name="Tries">This one included; above 1 a grader was lost, or its machine stood still.</param>
public sealed record ClaimedRun(Attempt Attempt, long Fence, int Tries);
