using BackendLabs.Labs;

namespace BackendLabs.Cli.Library;

/// <summary>The labs, found by what a person types.</summary>
internal sealed class LabLibrary(Func<IReadOnlyList<string>> roots)
{
    private const int LongestTerm = 60;
    private const int MostOffered = 4;

    private LabCatalog? _catalog;

    public IReadOnlyList<string> Roots => roots();

    public LabCatalog Catalog => _catalog ??= Read();

    /// <exception cref="UsageException">No lab, or several, of this name.</exception>
    public CatalogLab Find(string text) => Catalog.Find(text) switch
    {
        LabLookup.Found found => Catalog[found.Id]!,
        LabLookup.Ambiguous ambiguous => throw new UsageException(
            $"'{text}' names {ambiguous.Ids.Count} labs: {string.Join(", ", ambiguous.Ids)}.", $"Name one of them whole, e.g. {ambiguous.Ids[0]}."),
        _ when Unlisted(text) is { } stray => throw new UsageException($"There is a folder {stray.File}, but the catalogue does not list it.", stray.Suggestion),
        LabLookup.NotFound { Nearest: [var nearest] } => throw new UsageException($"There is no lab '{text}'.", $"Did you mean {nearest}?"),
        LabLookup.NotFound { Nearest: [_, ..] } near => throw new UsageException($"There is no lab '{text}'.", $"Did you mean one of these: {string.Join(", ", near.Nearest)}?"),
        _ when text.Length <= LongestTerm && Catalog.Search(text) is [var first, ..] found => throw new UsageException(
            $"There is no lab '{text}'.", found.Count == 1 ? $"{first.Id} is about it." : $"These are about it: {string.Join(", ", found.Take(MostOffered).Select(lab => lab.Id))}."),
        _ => throw new UsageException($"There is no lab '{text}'.", "`lab list` shows all of them."),
    };

    private LabProblem? Unlisted(string text) => Catalog.Problems.FirstOrDefault(problem => problem.File == text.TrimEnd('/'));

    /// <summary>The lab of this id, or null: never fails for what the person did not type.</summary>
    public CatalogLab? Known(string? id) => id is null ? null : Catalog[id];

    /// <exception cref="BrokenException">The lab itself has mistakes.</exception>
    public static Lab Load(CatalogLab entry) => entry.Read() switch
    {
        LabReading.Good good => good.Lab,
        LabReading.Bad bad => throw new BrokenException(
            $"The lab {entry.Id} has mistakes of its own, not yours: {Place(bad.Problems[0])}: {bad.Problems[0].Message}",
            $"Its author sees all of them with: lab validate {entry.Id}"),
        _ => throw new InvalidOperationException("A reading is good or bad."),
    };

    /// <summary>As <see cref="Load"/>, for the lab's author: also where nothing but a line of <c>changes</c> is missing.</summary>
    /// <exception cref="BrokenException">The lab itself has mistakes.</exception>
    public static Lab LoadForAuthor(CatalogLab entry) => entry.Read().ForItsAuthor ?? Load(entry);

    public static string Place(LabProblem problem) => (problem.Line, problem.Column) switch
    {
        ({ } line, { } column) => $"{problem.File}:{line}:{column}",
        ({ } line, null) => $"{problem.File}:{line}",
        _ => problem.File,
    };

    private LabCatalog Read()
    {
        var all = Roots;
        if (all.Count == 0)
        {
            throw new UsageException(
                "No labs were found: BACKENDLABS_ROOT does not name the clone, and there is none around this folder.",
                "Start the command through ./lab in the clone, or name a folder of labs with --labs DIR.");
        }

        foreach (var root in all)
        {
            if (!Directory.Exists(root))
                throw new UsageException($"The folder of labs {root} does not exist.", "Correct --labs or BACKENDLABS_LABS.");
        }

        return LabCatalog.Read(all);
    }
}
