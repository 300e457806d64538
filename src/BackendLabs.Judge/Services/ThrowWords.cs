using BackendLabs.Judge.Snippets;

namespace BackendLabs.Judge.Services;

/// <summary>What an exception of the student's code means, with the next step. The libraries' own tables stand in the homes.</summary>
internal static class ThrowWords
{
    /// <param name="services">The lab's services: name to kind.</param>
    /// <param name="line">The student's line; null where unknown.</param>
    /// <returns>Null where the exception's own message is all there is.</returns>
    public static string? Of(SnippetFailure thrown, IReadOnlyDictionary<string, string> services, int? line)
    {
        // What a library threw says more than what it was wrapped in, and a library more than .NET.
        var given = services.Count == 0 ? "what" : ThrowTable.List([.. services.Keys]);
        var homes = ServiceList.All.Where(home => services.Values.Contains(home.Kind)).ToList();
        var words = Chain(thrown).Select(one => homes.Select(home => home.Explain(one, given)).FirstOrDefault(found => found is not null)).FirstOrDefault(found => found is not null)
            ?? Chain(thrown).Select(one => GeneralThrows.Table.Find(one, given)).FirstOrDefault(found => found is not null);
        return words is null ? null : line is null ? char.ToUpperInvariant(words[0]) + words[1..] : $"Line {line}: {words}";
    }

    private static IEnumerable<SnippetFailure> Chain(SnippetFailure thrown)
    {
        for (var one = thrown; one is not null; one = one.Inner)
            yield return one;
    }
}
