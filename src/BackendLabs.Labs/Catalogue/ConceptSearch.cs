using BackendLabs.Labs.Reading;

namespace BackendLabs.Labs.Catalogue;

/// <summary>Finds labs by what they teach: each word of a question begins a word of the lab's names, terms or parts.</summary>
internal static class ConceptSearch
{
    private const int LongestTyped = 200;

    public static IReadOnlyList<CatalogLab> Find(string text, LabCatalog catalog)
    {
        var wanted = Words(text.Length > LongestTyped ? text[..LongestTyped] : text).ToList();
        return wanted.Count == 0 ? [] : [.. catalog.Labs.Where(lab => Knows(Vocabulary(lab, catalog), wanted))];
    }

    /// <summary>The nearest word that would find something; null where none is near.</summary>
    public static string? Nearest(string text, LabCatalog catalog) =>
        NearestName.Of(text.Trim().ToLowerInvariant(), catalog.Labs.SelectMany(lab => Vocabulary(lab, catalog)).Distinct(StringComparer.Ordinal).Where(word => word.Length > 2));

    private static bool Knows(HashSet<string> vocabulary, List<string> wanted) =>
        wanted.TrueForAll(word => vocabulary.Any(known => known.StartsWith(word, StringComparison.Ordinal)));

    private static HashSet<string> Vocabulary(CatalogLab lab, LabCatalog catalog) =>
    [
        .. Words(lab.Id), .. Words(lab.Header.Title), .. Words(catalog.Tracks.FirstOrDefault(track => track.Id == lab.Track)?.Title ?? ""),
        .. lab.Header.Services.Values.Select(service => service.Kind),
        .. catalog.ConceptsOf(lab).SelectMany(concept => (string[])[concept.Id, concept.Title, .. concept.Also]).SelectMany(Words),
    ];

    // "N+1" and "C#" are words; a plural finds its singular because a beginning is enough, and so is its other way.
    private static IEnumerable<string> Words(string text) =>
        new string([.. text.ToLowerInvariant().Select(character => char.IsLetterOrDigit(character) || character is '+' or '#' ? character : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(Singular);

    private static string Singular(string word) => word switch
    {
        _ when word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal) => word[..^3] + "y",
        _ when word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'i' or 'u') => word[..^1],
        _ => word,
    };
}
