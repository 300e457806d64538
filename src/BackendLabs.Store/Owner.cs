using System.Data.Common;
using Dapper;

namespace BackendLabs.Store;

/// <summary>
/// The person whose machine it is: their terminal and their browser share what they do. There is one in a store that
/// <c>lab up</c> serves; nobody is the owner of a class's.
/// </summary>
public sealed class Owner
{
    /// <summary>No visitor is given this id: theirs are drawn, or made of a class's name.</summary>
    public const string Id = "owner";

    private readonly LabStore _store;

    internal Owner(LabStore store) => _store = store;

    /// <summary>Keeps attempts that were judged elsewhere. One that is there already stays as it is.</summary>
    public Task KeepAsync(IReadOnlyList<JudgedAttempt> attempts, CancellationToken cancellationToken) => _store.WriteAsync(
        async transaction =>
        {
            await EnsureAsync(transaction);
            foreach (var one in attempts)
            {
                var values = new { one.Id, person = Id, one.Lab, one.LabDigest, one.Snippet, one.Seed, at = one.At.ToUnixTimeMilliseconds(), one.Verdict, one.Score, one.Max, one.Report };
                var added = await transaction.ExecuteAsync(
                    """
                    insert into attempt (id, person, lab, lab_digest, snippet, seed, accepted, ended, verdict, score, max, report)
                    values (@Id, @person, @Lab, @LabDigest, @Snippet, @Seed, @at, @at, @Verdict, @Score, @Max, @Report) on conflict (id) do nothing
                    """,
                    values);
                if (added == 1)
                    await transaction.ExecuteAsync("insert into event (attempt, kind, body, at) values (@Id, 'ended', '{}', @at)", values);
            }

            return attempts.Count;
        },
        cancellationToken);

    /// <summary>The owner's judged attempts that somebody does not know yet, in their order.</summary>
    /// <param name="known">Ids.</param>
    public Task<IReadOnlyList<JudgedAttempt>> JudgedAsync(IReadOnlySet<string> known, CancellationToken cancellationToken) => _store.ReadAsync<IReadOnlyList<JudgedAttempt>>(
        async connection =>
        {
            var ids = await connection.QueryAsync<string>(new CommandDefinition(
                "select id from attempt where person = @person and verdict is not null order by number", new { person = Id }, cancellationToken: cancellationToken));
            var judged = new List<JudgedAttempt>();
            foreach (var id in ids.Where(id => !known.Contains(id)))
            {
                var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(
                    "select id, lab, lab_digest as LabDigest, snippet, seed, ended, verdict, score, max, report from attempt where id = @id", new { id }, cancellationToken: cancellationToken));
                if (row is not null)
                    judged.Add(new JudgedAttempt(row.Id, row.Lab, row.LabDigest, row.Snippet, row.Seed, DateTimeOffset.FromUnixTimeMilliseconds(row.Ended), row.Verdict, (int)row.Score, (int)row.Max, row.Report));
            }

            return judged;
        },
        cancellationToken);

    /// <summary>Every hint that the owner was shown.</summary>
    public async Task<IReadOnlyList<ShownHint>> HintsAsync(CancellationToken cancellationToken) =>
        [.. (await _store.ListAsync<HintRow>("select lab, number from hint where person = @person order by lab, number", new { person = Id }, cancellationToken)).Select(row => new ShownHint(row.Lab, (int)row.Number))];

    public Task ShowAsync(IReadOnlyList<ShownHint> hints, CancellationToken cancellationToken) => _store.WriteAsync(
        async transaction =>
        {
            await EnsureAsync(transaction);
            foreach (var hint in hints)
                await transaction.ExecuteAsync("insert into hint (person, lab, number) values (@person, @Lab, @number) on conflict do nothing", new { person = Id, hint.Lab, number = (long)hint.Number });
            return hints.Count;
        },
        cancellationToken);

    /// <summary>Saves what the owner writes, as <see cref="Drafts.SaveAsync"/> does.</summary>
    public async Task<long?> SaveDraftAsync(string lab, string text, long basedOn, CancellationToken cancellationToken)
    {
        await _store.People.EnsureAsync(Id, "", cancellationToken);
        return await _store.Drafts.SaveAsync(Id, lab, text, basedOn, cancellationToken);
    }

    /// <summary>
    /// Gives the owner what a visitor did before the owner was known: attempts, hints, and drafts. Of two drafts of one
    /// lab the newer becomes the owner's, and the older stays the visitor's, so that no text is lost.
    /// </summary>
    /// <returns>False for somebody of a class, who keeps what is theirs.</returns>
    public Task<bool> TakeOverAsync(string person, CancellationToken cancellationToken) => _store.WriteAsync(
        async transaction =>
        {
            var values = new { person, owner = Id };
            if (person == Id || await transaction.FirstAsync<long>("select count(*) from member where person = @person", values) > 0)
                return false;
            await EnsureAsync(transaction);
            await transaction.ExecuteAsync("update attempt set post_key = null where person = @person and post_key in (select post_key from attempt where person = @owner)", values);
            await transaction.ExecuteAsync("update attempt set person = @owner where person = @person", values);
            await transaction.ExecuteAsync("update run set person = @owner where person = @person", values);
            await transaction.ExecuteAsync("insert into hint (person, lab, number) select @owner, lab, number from hint where person = @person on conflict do nothing", values);
            await TakeDraftsAsync(transaction, person);
            return true;
        },
        cancellationToken);

    private static async Task TakeDraftsAsync(DbTransaction transaction, string person)
    {
        var values = new { person, owner = Id };
        await transaction.ExecuteAsync(
            "update draft set person = @owner where person = @person and lab not in (select lab from draft where person = @owner)", values);
        var both = await transaction.Connection!.QueryAsync<DraftRow>(
            "select v.lab, v.text as Theirs, v.saved as TheirsSaved, o.text as Own, o.saved as OwnSaved from draft v join draft o on o.lab = v.lab and o.person = @owner where v.person = @person and v.saved > o.saved", values, transaction);
        foreach (var row in both.ToList())
        {
            await transaction.ExecuteAsync("update draft set text = @Theirs, saved = @TheirsSaved, revision = revision + 1 where person = @owner and lab = @Lab", new { row.Theirs, row.TheirsSaved, row.Lab, owner = Id });
            await transaction.ExecuteAsync("update draft set text = @Own, saved = @OwnSaved, revision = revision + 1 where person = @person and lab = @Lab", new { row.Own, row.OwnSaved, row.Lab, person });
        }
    }

    private Task EnsureAsync(DbTransaction transaction) =>
        transaction.ExecuteAsync("insert into person (id, name, created) values (@id, '', @now) on conflict do nothing", new { id = Id, now = _store.Now });

    private sealed record Row(string Id, string Lab, string LabDigest, string Snippet, long Seed, long Ended, string Verdict, long Score, long Max, string Report);

    private sealed record HintRow(string Lab, long Number);

    private sealed record DraftRow(string Lab, string Theirs, long TheirsSaved, string Own, long OwnSaved);
}

/// <summary>An attempt that has its verdict.</summary>
/// <param name="Id">Drawn at random by whoever ran it.</param>
/// <param name="Report">The JSON object of <c>lab check --format json</c>.</param>
public sealed record JudgedAttempt(
    string Id, string Lab, string LabDigest, string Snippet, long Seed, DateTimeOffset At, string Verdict, int Score, int Max, string Report);

/// <param name="Number">From 0, in the lab's order.</param>
public sealed record ShownHint(string Lab, int Number);
