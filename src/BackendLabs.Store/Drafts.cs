using Dapper;

namespace BackendLabs.Store;

/// <summary>What a person is writing, saved as they type.</summary>
public sealed class Drafts
{
    private readonly LabStore _store;

    internal Drafts(LabStore store) => _store = store;

    /// <returns>Null where nothing was saved.</returns>
    public Task<Draft?> FindAsync(string person, string lab, CancellationToken cancellationToken) => _store.ReadAsync(
        async connection =>
        {
            var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(
                "select text, revision, saved from draft where person = @person and lab = @lab", new { person, lab }, cancellationToken: cancellationToken));
            return row is null ? null : new Draft(row.Text, row.Revision, DateTimeOffset.FromUnixTimeMilliseconds(row.Saved));
        },
        cancellationToken);

    /// <summary>All that a person was writing, by lab.</summary>
    public async Task<IReadOnlyDictionary<string, Draft>> AllAsync(string person, CancellationToken cancellationToken) =>
        (await _store.ListAsync<LabRow>("select lab, text, revision, saved from draft where person = @person order by lab", new { person }, cancellationToken))
            .ToDictionary(row => row.Lab, row => new Draft(row.Text, row.Revision, DateTimeOffset.FromUnixTimeMilliseconds(row.Saved)), StringComparer.Ordinal);

    /// <summary>Saves a text in place of the revision that it was made from.</summary>
    /// <param name="basedOn">The revision that the writer knows; 0 where they know of none.</param>
    /// <returns>The new revision; null where another window has saved since, whose text stays.</returns>
    public Task<long?> SaveAsync(string person, string lab, string text, long basedOn, CancellationToken cancellationToken) => _store.WriteAsync(
        async transaction =>
        {
            var values = new { person, lab, text, basedOn, now = _store.Now };
            var changed = basedOn == 0
                ? await transaction.ExecuteAsync("insert into draft (person, lab, text, revision, saved) values (@person, @lab, @text, 1, @now) on conflict do nothing", values)
                : await transaction.ExecuteAsync("update draft set text = @text, revision = revision + 1, saved = @now where person = @person and lab = @lab and revision = @basedOn", values);
            return changed == 1 ? basedOn + 1 : (long?)null;
        },
        cancellationToken);

    private sealed record LabRow(string Lab, string Text, long Revision, long Saved);

    private sealed record Row(string Text, long Revision, long Saved);
}

/// <param name="Revision">Rises with each save; tells two windows apart.</param>
public sealed record Draft(string Text, long Revision, DateTimeOffset Saved);
