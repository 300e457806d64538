namespace BackendLabs.Store;

/// <summary>Which hints a person has been shown.</summary>
public sealed class Hints
{
    private readonly LabStore _store;

    internal Hints(LabStore store) => _store = store;

    /// <returns>Their numbers, from 0 in the lab's order.</returns>
    public async Task<IReadOnlySet<int>> ShownAsync(string person, string lab, CancellationToken cancellationToken) =>
        (await _store.ListAsync<long>("select number from hint where person = @person and lab = @lab", new { person, lab }, cancellationToken)).Select(number => (int)number).ToHashSet();

    /// <summary>Keeps that a hint was shown; one that was shown before stays so.</summary>
    /// <returns>Whether it is new.</returns>
    public async Task<bool> ShowAsync(string person, string lab, int number, CancellationToken cancellationToken) => await _store.WriteAsync(
        "insert into hint (person, lab, number) values (@person, @lab, @number) on conflict do nothing", new { person, lab, number = (long)number }, cancellationToken) == 1;
}
