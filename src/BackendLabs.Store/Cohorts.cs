using BackendLabs.Labs;
using BackendLabs.Store.Classes;

namespace BackendLabs.Store;

/// <summary>Classes: who is in one, how they come in, how far they are.</summary>
public sealed class Cohorts
{
    private readonly LabStore _store;

    internal Cohorts(LabStore store) => _store = store;

    /// <summary>Brings a class's file into the store: adds, renames, and takes nobody away.</summary>
    public async Task<CohortChanges> BringAsync(Cohort cohort, CancellationToken cancellationToken)
    {
        var keys = await KeysAsync(cancellationToken);
        return await _store.WriteAsync(transaction => new CohortRoster(transaction, keys, _store.Now).BringAsync(cohort), cancellationToken);
    }

    /// <returns>In the order of their names; nobody where there is no such class.</returns>
    public Task<IReadOnlyList<CohortMember>> MembersAsync(string cohort, CancellationToken cancellationToken) =>
        ListAsync("m.cohort = @cohort", new { cohort }, cancellationToken);

    /// <param name="id">As the file has it, in any case.</param>
    public Task<CohortMember?> FindAsync(string cohort, string id, CancellationToken cancellationToken) =>
        FirstAsync("m.cohort = @cohort and m.folded = @folded", new { cohort, folded = CohortPerson.Folded(id) }, cancellationToken);

    /// <returns>Null for who is in no class.</returns>
    public Task<CohortMember?> OfPersonAsync(string person, CancellationToken cancellationToken) =>
        FirstAsync("m.person = @person", new { person }, cancellationToken);

    /// <summary>Comes in by a personal link. Who holds it needs no code, and no lock keeps them out.</summary>
    /// <returns>Null where the link is of nobody, or a newer one was made.</returns>
    public async Task<CohortMember?> JoinAsync(string token, CancellationToken cancellationToken)
    {
        if (await FirstAsync("m.token_hash = @hash and m.ended is null", new { hash = CohortKeys.HashOf(token) }, cancellationToken) is not { } member)
            return null;
        await _store.WriteAsync("update member set joined = coalesce(joined, @now) where person = @Person", new { now = _store.Now, member.Person }, cancellationToken);
        return member;
    }

    /// <summary>Comes in by name and code.</summary>
    /// <param name="name">An id of the class, or a whole name that only one of it has; in any case.</param>
    public async Task<JoinAnswer> JoinAsync(string cohort, string name, string code, CancellationToken cancellationToken)
    {
        var keys = await KeysAsync(cancellationToken);
        var members = await ListAsync("m.cohort = @cohort and m.ended is null", new { cohort }, cancellationToken);
        var typed = name.Trim();
        var member = members.FirstOrDefault(other => string.Equals(other.Id, typed, StringComparison.OrdinalIgnoreCase));
        if (member is null && members.Where(other => string.Equals(other.Name, typed, StringComparison.OrdinalIgnoreCase)).ToList() is [var only])
            member = only;
        return await _store.WriteAsync(transaction => new CohortDoor(transaction, keys, _store.Now, _store.HoldRow).TryAsync(cohort, typed, member, code), cancellationToken);
    }

    /// <summary>Lets a member try codes again.</summary>
    /// <returns>False where nothing was locked or slowed.</returns>
    public async Task<bool> UnlockAsync(string cohort, string id, CancellationToken cancellationToken) => await _store.WriteAsync(
        "delete from join_try where cohort = @cohort and who = @folded", new { cohort, folded = CohortPerson.Folded(id) }, cancellationToken) == 1;

    /// <summary>Makes a new link and code for a member; the old ones, and who came in by them, end.</summary>
    /// <returns>Null where there is no such member.</returns>
    public async Task<CohortPass?> RenewAsync(string cohort, string id, CancellationToken cancellationToken)
    {
        var keys = await KeysAsync(cancellationToken);
        var folded = CohortPerson.Folded(id);
        var salt = CohortKeys.NewSalt();
        await _store.WriteAsync(
            async transaction =>
            {
                await transaction.ExecuteAsync("delete from join_try where cohort = @cohort and who = @folded", new { cohort, folded });
                return await transaction.ExecuteAsync(
                    "update member set salt = @salt, token_hash = @hash where cohort = @cohort and folded = @folded",
                    new { cohort, folded, salt, hash = CohortKeys.HashOf(keys.TokenOf(cohort, folded, salt)) });
            },
            cancellationToken);
        return await FindAsync(cohort, id, cancellationToken) is { } member ? keys.PassOf(member) : null;
    }

    /// <summary>Everybody's links and codes, for who hands them out.</summary>
    public async Task<IReadOnlyList<CohortPass>> PassesAsync(string cohort, CancellationToken cancellationToken)
    {
        var keys = await KeysAsync(cancellationToken);
        return [.. (await MembersAsync(cohort, cancellationToken)).Select(keys.PassOf)];
    }

    /// <summary>What the members have done, of each lab that they tried.</summary>
    public async Task<IReadOnlyList<MemberStanding>> StandingsAsync(string cohort, CancellationToken cancellationToken) =>
    [
        .. (await _store.ListAsync<StandingRow>(
            """
            select a.person, a.lab, count(*) as Attempts, max(a.score) as Score, max(a.max) as Max,
                sum(case a.verdict when 'passed' then 1 else 0 end) as Passes, min(a.accepted) as First, max(a.accepted) as Last
            from attempt a join member m on m.person = a.person
            where m.cohort = @cohort and a.verdict is not null and a.verdict <> 'infrastructure_error'
            group by a.person, a.lab order by a.person, a.lab
            """,
            new { cohort }, cancellationToken)).Select(row => row.ToStanding()),
    ];

    private async Task<CohortKeys> KeysAsync(CancellationToken cancellationToken) => new(await _store.Secrets.GetOrMakeAsync("cohort", cancellationToken));

    private async Task<CohortMember?> FirstAsync(string which, object values, CancellationToken cancellationToken) =>
        (await ListAsync(which, values, cancellationToken)).FirstOrDefault();

    private async Task<IReadOnlyList<CohortMember>> ListAsync(string which, object values, CancellationToken cancellationToken) =>
    [
        .. (await _store.ListAsync<MemberRow>(
            $"""
            select m.person, m.cohort, m.id, p.name, m.role, m.salt, m.joined, t.locked_at as LockedAt,
                (select max(a.accepted) from attempt a where a.person = m.person) as HandedIn,
                (select max(d.saved) from draft d where d.person = m.person) as Wrote
            from member m join person p on p.id = m.person
            left join join_try t on t.cohort = m.cohort and t.who = m.folded
            where {which} order by p.name, m.id
            """,
            values, cancellationToken)).Select(row => row.ToMember()),
    ];
}
