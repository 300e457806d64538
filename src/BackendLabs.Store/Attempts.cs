using BackendLabs.Labs;
using Dapper;

namespace BackendLabs.Store;

/// <summary>Practice runs that were asked for, and what came of them.</summary>
public sealed class Attempts
{
    private const string Columns = "id, person, lab, lab_digest as LabDigest, snippet, seed, accepted, ended, verdict, score, max, report";

    private readonly LabStore _store;

    internal Attempts(LabStore store) => _store = store;

    /// <returns>Null where there is none of this id.</returns>
    public async Task<Attempt?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await _store.ListAsync<Row>($"select {Columns} from attempt where id = @id", new { id }, cancellationToken)).Select(ToAttempt).FirstOrDefault();

    /// <summary>A person's attempts at a lab, the latest first.</summary>
    public async Task<IReadOnlyList<Attempt>> OfAsync(string person, string lab, int atMost, CancellationToken cancellationToken) =>
        [.. (await _store.ListAsync<Row>($"select {Columns} from attempt where person = @person and lab = @lab order by number desc limit @atMost", new { person, lab, atMost }, cancellationToken)).Select(ToAttempt)];

    /// <summary>The same without texts and reports, of which a hundred may be many megabytes: those are empty.</summary>
    public async Task<IReadOnlyList<Attempt>> ListAsync(string person, string lab, int atMost, CancellationToken cancellationToken) =>
        [.. (await _store.ListAsync<Line>(
            "select id, person, lab, lab_digest as LabDigest, seed, accepted, ended, verdict, score, max from attempt where person = @person and lab = @lab order by number desc limit @atMost",
            new { person, lab, atMost }, cancellationToken)).Select(line => ToAttempt(line.ToRow()))];

    /// <summary>Of each lab that a person has tried: how often, and the best score.</summary>
    public async Task<IReadOnlyList<LabStanding>> StandingsAsync(string person, CancellationToken cancellationToken) =>
    [
        .. (await _store.ListAsync<Standing>(
            """
            select lab, count(*) as Attempts, max(score) as Score, max(max) as Max, sum(case verdict when 'passed' then 1 else 0 end) as Passes
            from attempt where person = @person and verdict is not null group by lab order by lab
            """,
            new { person }, cancellationToken)).Select(row => new LabStanding(row.Lab, row.Attempts, row.Score, row.Max, row.Passes > 0)),
    ];

    /// <summary>How many attempts at its lab were checked and did not pass, up to this one, since the person passed it last. What ended by our own fault does not count.</summary>
    public Task<long> FailuresUpToAsync(string id, CancellationToken cancellationToken) => _store.ReadAsync(
        connection => connection.ExecuteScalarAsync<long>(new CommandDefinition(
            """
            select count(*) from attempt own join attempt a on a.person = own.person and a.lab = own.lab and a.number <= own.number
            where own.id = @id and a.verdict is not null and a.verdict not in ('passed', 'compile_error', 'infrastructure_error')
              and not exists (
                select 1 from attempt passed where passed.person = own.person and passed.lab = own.lab
                  and passed.verdict = 'passed' and passed.number > a.number and passed.number <= own.number)
            """,
            new { id }, cancellationToken: cancellationToken)), cancellationToken);

    private static Attempt ToAttempt(Row row) => new(
        row.Id, row.Person, row.Lab, row.LabDigest, row.Snippet, row.Seed, Moment(row.Accepted),
        row.Ended is { } ended ? row.Verdict is { } verdict ? new AttemptEnd.Judged(Moment(ended), verdict, (int)row.Score!, (int)row.Max!, row.Report!) : new AttemptEnd.Cancelled(Moment(ended)) : null);

    private static DateTimeOffset Moment(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    // With properties, not a constructor: a column that is computed has no type where there are no rows.
    private sealed class Standing
    {
        public string Lab { get; init; } = "";

        public int Attempts { get; init; }

        public int Score { get; init; }

        public int Max { get; init; }

        public int Passes { get; init; }
    }

    private sealed record Line(
        string Id, string Person, string Lab, string LabDigest, long Seed, long Accepted, long? Ended, string? Verdict, long? Score, long? Max)
    {
        public Row ToRow() => new(Id, Person, Lab, LabDigest, Snippet: "", Seed, Accepted, Ended, Verdict, Score, Max, Report: "");
    }

    private sealed record Row(
        string Id, string Person, string Lab, string LabDigest, string Snippet, long Seed, long Accepted,
        long? Ended, string? Verdict, long? Score, long? Max, string? Report);
}

/// <param name="Id">Drawn at random: whoever does not know it cannot guess it.</param>
/// <param name="End">Null while it waits or runs.</param>
public sealed record Attempt(
    string Id, string Person, string Lab, string LabDigest, string Snippet, long Seed, DateTimeOffset Accepted, AttemptEnd? End)
{
    /// <summary>The graded session that it belongs to; null for practice.</summary>
    public string? Session { get; init; }
}

/// <summary>How an attempt ended.</summary>
public abstract record AttemptEnd(DateTimeOffset At)
{
    /// <param name="Verdict">In snake case, as <see cref="Verdict.Name"/> has it.</param>
    /// <param name="Report">The JSON object of <c>lab check --format json</c>.</param>
    public sealed record Judged(DateTimeOffset At, string Verdict, int Score, int Max, string Report) : AttemptEnd(At);

    public sealed record Cancelled(DateTimeOffset At) : AttemptEnd(At);
}

/// <param name="Attempts">That were judged.</param>
/// <param name="Score">The best.</param>
public sealed record LabStanding(string Lab, int Attempts, int Score, int Max, bool Passed);
