using BackendLabs.Labs;
using BackendLabs.Store.Classes;

namespace BackendLabs.Store.Sessions;

/// <summary>The students of cohorts that graded sessions are held for, as a school's roster has them.</summary>
public sealed class CohortStudents
{
    private readonly LabStore _store;

    internal CohortStudents(LabStore store) => _store = store;

    /// <summary>Makes a cohort, or gives it another name.</summary>
    public Task EnsureAsync(string cohort, string name, CancellationToken cancellationToken) => _store.WriteAsync(
        "insert into cohort (id, name, made) values (@cohort, @name, @now) on conflict (id) do update set name = excluded.name", new { cohort, name, now = _store.Now }, cancellationToken);

    /// <returns>Each cohort's name by its id.</returns>
    public async Task<IReadOnlyDictionary<string, string>> CohortsAsync(CancellationToken cancellationToken) =>
        (await _store.ListAsync<CohortRow>("select id, name from cohort order by id", new { }, cancellationToken)).ToDictionary(row => row.Id, row => row.Name, StringComparer.Ordinal);

    /// <returns>Null where there is no such cohort; those who have ended are left out.</returns>
    public async Task<IReadOnlyList<CohortStudent>?> AllAsync(string cohort, CancellationToken cancellationToken) =>
        (await CohortsAsync(cancellationToken)).ContainsKey(cohort)
            ? [.. (await _store.ListAsync<StudentRow>(
                """
                select m.id, p.name, m.email, m.time_percent as TimePercent, m.break_minutes as BreakMinutes
                from member m join person p on p.id = m.person where m.cohort = @cohort and m.role = 'student' and m.ended is null order by p.name, m.id
                """,
                new { cohort }, cancellationToken)).Select(row => new CohortStudent(row.Id, row.Name, row.Email, (int)row.TimePercent, TimeSpan.FromMinutes(row.BreakMinutes)))]
            : null;

    /// <summary>Brings a roster into a cohort, all of it or nothing. Who is not in it any more can no longer sign in; their work stays.</summary>
    /// <returns>False where there is no such cohort.</returns>
    public async Task<bool> BringAsync(string cohort, IReadOnlyList<CohortStudent> roster, CancellationToken cancellationToken)
    {
        var keys = new CohortKeys(await _store.Secrets.GetOrMakeAsync("cohort", cancellationToken));
        return await _store.WriteAsync(
            async transaction =>
            {
                if (await transaction.FirstAsync<string>("select name from cohort where id = @cohort" + _store.HoldRow, new { cohort }) is not { } name)
                    return false;
                var now = _store.Now;
                await new CohortRoster(transaction, keys, now).BringAsync(new Cohort(cohort, name, [.. roster.Select(one => new CohortPerson(one.Id, one.Name, CohortRole.Student))]));
                await transaction.ExecuteAsync("update member set ended = @now where cohort = @cohort and role = 'student' and ended is null", new { cohort, now });
                foreach (var one in roster)
                {
                    await transaction.ExecuteAsync(
                        "update member set ended = null, email = @Email, time_percent = @TimePercent, break_minutes = @minutes where cohort = @cohort and folded = @folded",
                        new { cohort, folded = CohortPerson.Folded(one.Id), one.Email, one.TimePercent, minutes = (long)one.Breaks.TotalMinutes });
                }

                return true;
            },
            cancellationToken);
    }

    private sealed record CohortRow(string Id, string Name);

    private sealed record StudentRow(string Id, string Name, string? Email, long TimePercent, long BreakMinutes);
}

/// <param name="TimePercent">Of the usual time: 100, or more for a student with a standing accommodation.</param>
/// <param name="Breaks">Added to every deadline.</param>
public sealed record CohortStudent(string Id, string Name, string? Email, int TimePercent, TimeSpan Breaks);
