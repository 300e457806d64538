using System.Data.Common;
using BackendLabs.Labs;
using Dapper;

namespace BackendLabs.Store.Classes;

/// <summary>Brings a class's file into the store, within one transaction.</summary>
internal sealed class CohortRoster(DbTransaction transaction, CohortKeys keys, long now)
{
    public async Task<CohortChanges> BringAsync(Cohort cohort)
    {
        // Writing the class's row first makes nodes that start at once take turns.
        await transaction.ExecuteAsync(
            "insert into cohort (id, name, made) values (@Id, @Name, @now) on conflict (id) do update set name = excluded.name", new { cohort.Id, cohort.Name, now });
        var known = (await KnownAsync(cohort.Id)).ToDictionary(person => CohortPerson.Folded(person.Id), StringComparer.Ordinal);
        var added = new List<CohortPerson>();
        var changed = new List<CohortPerson>();
        foreach (var person in cohort.People)
        {
            if (!known.Remove(CohortPerson.Folded(person.Id), out var before))
            {
                await AddAsync(cohort.Id, person);
                added.Add(person);
            }
            else if (before != person)
            {
                await ChangeAsync(cohort.Id, person);
                changed.Add(person);
            }
        }

        return new CohortChanges(added, changed, [.. known.Values]);
    }

    private async Task<IEnumerable<CohortPerson>> KnownAsync(string cohort) =>
        (await transaction.Connection!.QueryAsync<MemberRow>(
            "select m.id, p.name, m.role from member m join person p on p.id = m.person where m.cohort = @cohort order by m.id", new { cohort }, transaction))
        .Select(row => new CohortPerson(row.Id, row.Name, Enum.Parse<CohortRole>(row.Role, ignoreCase: true)));

    private async Task AddAsync(string cohort, CohortPerson person)
    {
        var folded = CohortPerson.Folded(person.Id);
        var salt = CohortKeys.NewSalt();
        var values = new
        {
            owner = OwnerOf(cohort, person),
            cohort,
            person.Id,
            folded,
            person.Name,
            role = RoleOf(person),
            salt,
            hash = CohortKeys.HashOf(keys.TokenOf(cohort, folded, salt)),
            now,
        };
        await transaction.ExecuteAsync("insert into person (id, name, created) values (@owner, @Name, @now) on conflict (id) do update set name = excluded.name", values);
        await transaction.ExecuteAsync(
            "insert into member (person, cohort, id, folded, role, salt, token_hash) values (@owner, @cohort, @Id, @folded, @role, @salt, @hash)", values);
    }

    private async Task ChangeAsync(string cohort, CohortPerson person)
    {
        var values = new { owner = OwnerOf(cohort, person), person.Id, person.Name, role = RoleOf(person) };
        await transaction.ExecuteAsync("update person set name = @Name where id = @owner", values);
        await transaction.ExecuteAsync("update member set id = @Id, role = @role where person = @owner", values);
    }

    // A visitor's id never holds a colon.
    private static string OwnerOf(string cohort, CohortPerson person) => $"{cohort}:{CohortPerson.Folded(person.Id)}";

    private static string RoleOf(CohortPerson person) => person.Role is CohortRole.Staff ? "staff" : "student";
}
