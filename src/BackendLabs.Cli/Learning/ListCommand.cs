using System.CommandLine;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Progress;
using BackendLabs.Cli.Screens;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Learning;

internal static class ListCommand
{
    public static Command Create(CommandContext context)
    {
        var words = new Argument<string[]>("WORDS") { Arity = ArgumentArity.ZeroOrMore, HelpName = "WORD", Description = "What to look for: a concept or another word for it." };
        var format = OutputFormat.Option();
        return new LabCommand(
            "list", "Show tracks and labs, and how far you are; or search by concept.",
            ("lab list", "All labs; ✓ passed, → the current one, · still to do"),
            ("lab list n+1", "What teaches it; also: ttl, race, idempotent, overselling"),
            ("lab list --format json", "The same for a program"))
        {
            words, format,
        }.Does(line =>
        {
            var progress = context.Progress.Ask(store => store.All(), []).ToDictionary(one => one.Lab);
            var list = new LabList(context.Labs.Catalog, progress, CurrentLab.OrNull(context)?.Id);
            var wanted = string.Join(' ', line.GetValue(words) ?? []);
            var found = string.IsNullOrWhiteSpace(wanted) ? null : context.Labs.Catalog.Search(wanted);
            if (OutputFormat.IsJson(line, format))
                context.Screen.Out.WriteLine(CatalogJson.Write(context.Labs.Catalog, progress, list.Current, found));
            else
                context.Screen.Render(found is null ? list.All() : list.Found(wanted, found));
            foreach (var problem in context.Labs.Catalog.Problems)
                context.Screen.Note($"! {LabLibrary.Place(problem)}: {problem.Message} {problem.Suggestion}");
            return ExitCode.Done;
        });
    }
}

internal sealed record CatalogJson(IEnumerable<TrackJson> Tracks)
{
    /// <param name="found">Only these; null for all.</param>
    public static string Write(LabCatalog catalog, Dictionary<string, LabProgress> progress, string? current, IReadOnlyList<CatalogLab>? found) => JsonText.Write(
        new CatalogJson(catalog.Tracks
            .Select(track => new TrackJson(track.Id, track.Title, track.Summary,
                [.. track.Labs.Where(lab => found?.Contains(lab) ?? true).Select(lab => LabJson.Of(lab, catalog, progress.GetValueOrDefault(lab.Id), current))]))
            .Where(track => found is null || track.Labs.Count > 0)),
        CliJson.Default.CatalogJson);
}

internal sealed record TrackJson(string Id, string Title, string Summary, IReadOnlyList<LabJson> Labs);

/// <param name="Services">Their kinds.</param>
/// <param name="BestScore">Null, as is <paramref name="Max"/>, where it was never tried.</param>
internal sealed record LabJson(
    string Id,
    string Title,
    int Version,
    string Difficulty,
    int Minutes,
    IEnumerable<string> Services,
    IReadOnlyList<string> Prerequisites,
    IEnumerable<ConceptJson> Concepts,
    bool Passed,
    bool Current,
    int Attempts,
    int? BestScore,
    int? Max)
{
    public static LabJson Of(CatalogLab lab, LabCatalog catalog, LabProgress? progress, string? current) => new(
        lab.Id, lab.Header.Title, lab.Header.Version, lab.Header.Difficulty.ToString().ToLowerInvariant(), lab.Header.Minutes,
        lab.Header.Services.Values.Select(service => service.Kind).Distinct(), lab.Header.Prerequisites,
        catalog.ConceptsOf(lab).Select(concept => new ConceptJson(concept.Id, concept.Title)), progress?.Passed ?? false, lab.Id == current, progress?.Attempts ?? 0, progress?.BestScore, progress?.Max);
}

internal sealed record ConceptJson(string Id, string Title);
