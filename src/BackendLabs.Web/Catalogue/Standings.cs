using BackendLabs.Store;

namespace BackendLabs.Web.Catalogue;

/// <summary>Where a person stands, by lab.</summary>
public sealed class Standings
{
    private readonly Dictionary<string, LabStanding> _byLab;

    private Standings(IReadOnlyList<LabStanding> all)
    {
        _byLab = all.ToDictionary(standing => standing.Lab, StringComparer.Ordinal);
        Passed = all.Where(standing => standing.Passed).Select(standing => standing.Lab).ToHashSet(StringComparer.Ordinal);
    }

    public IReadOnlySet<string> Passed { get; }

    /// <summary>Null where the lab was not tried.</summary>
    public LabStanding? this[string lab] => _byLab.GetValueOrDefault(lab);

    public static async Task<Standings> OfAsync(LabStore store, string person, CancellationToken cancellationToken) =>
        new(await store.Attempts.StandingsAsync(person, cancellationToken));
}
