using BackendLabs.Labs.Reading;

namespace BackendLabs.Labs.Catalogue;

/// <summary>Finds the lab that a person means.</summary>
internal static class LabSearch
{
    private const int MostOffered = 3;
    private const int LongestTyped = 200;

    public static LabLookup Find(string text, IReadOnlyList<CatalogLab> labs)
    {
        var wanted = text.Trim().Replace('\\', '/').TrimEnd('/').ToLowerInvariant();
        if (wanted.Length is 0 or > LongestTyped) return new LabLookup.NotFound([]);
        // A shell completes folders, so labs/caching/cache-aside/ is a lab's name too.
        var whole = labs.FirstOrDefault(lab => wanted == lab.Id || wanted.EndsWith('/' + lab.Id, StringComparison.Ordinal));
        if (whole is not null) return new LabLookup.Found(whole.Id);
        var named = labs.Where(lab => lab.Name == wanted).Select(lab => lab.Id).ToList();
        return named.Count switch
        {
            0 => new LabLookup.NotFound(Nearest(wanted, labs)),
            1 => new LabLookup.Found(named[0]),
            _ => new LabLookup.Ambiguous(named),
        };
    }

    private static List<string> Nearest(string wanted, IReadOnlyList<CatalogLab> labs) =>
        [.. labs.Select(lab => (lab.Id, distance: DistanceTo(wanted, lab)))
            .Where(pair => pair.distance <= NearestName.Tolerance(wanted))
            .OrderBy(pair => pair.distance)
            .Take(MostOffered)
            .Select(pair => pair.Id)];

    private static int DistanceTo(string wanted, CatalogLab lab)
    {
        // Part of a name is nearer than any misspelling but one letter's.
        if (wanted.Length > 2 && lab.Id.Contains(wanted, StringComparison.Ordinal)) return 1;
        return Math.Min(NearestName.Distance(wanted, lab.Id), NearestName.Distance(wanted, lab.Name));
    }
}
