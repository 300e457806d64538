namespace BackendLabs.Store;

/// <summary>Those who own drafts and attempts.</summary>
public sealed class People
{
    private readonly LabStore _store;

    internal People(LabStore store) => _store = store;

    /// <summary>Makes a person known; one who is known keeps what is theirs, and takes the name.</summary>
    public Task EnsureAsync(string id, string name, CancellationToken cancellationToken) => _store.WriteAsync(
        "insert into person (id, name, created) values (@id, @name, @now) on conflict (id) do update set name = excluded.name",
        new { id, name, now = _store.Now }, cancellationToken);

    /// <summary>Erases a person with all drafts, attempts, hints, places in classes and what waits of them.</summary>
    public Task EraseAsync(string id, CancellationToken cancellationToken) => _store.WriteAsync(
        async transaction =>
        {
            await transaction.ExecuteAsync("delete from turn where person = @id", new { id });
            await transaction.ExecuteAsync("delete from join_try where exists (select 1 from member where person = @id and member.cohort = join_try.cohort and member.folded = join_try.who)", new { id });
            return await transaction.ExecuteAsync("delete from person where id = @id", new { id });
        },
        cancellationToken);
}
