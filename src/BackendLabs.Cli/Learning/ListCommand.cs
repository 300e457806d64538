using System.CommandLine;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Progress;
using BackendLabs.Cli.Screens;
using BackendLabs.Labs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Learning;

internal static class ListCommand
{
    public static Command Create(CommandContext context)
    {
        var format = OutputFormat.Option();
        return new LabCommand(
            "list", "Show all tracks and labs, and how far you are.",
            ("lab list", "All labs; ✓ passed, → the current one, · still to do"),
            ("lab list --format json", "The same for a program"))
        {
            format,
        }.Does(line =>
        {
            var progress = context.Progress.Ask(store => store.All(), []).ToDictionary(one => one.Lab);
            var current = CurrentLab.OrNull(context)?.Id;
            if (OutputFormat.IsJson(line, format))
                context.Screen.Out.WriteLine(CatalogJson.Write(context.Labs.Catalog, progress, current));
            else
                context.Screen.Render(Pretty(context, progress, current));
            foreach (var problem in context.Labs.Catalog.Problems)
                context.Screen.Note($"! {LabLibrary.Place(problem)}: {problem.Message} {problem.Suggestion}");
            return ExitCode.Done;
        });
    }

    private static Stack Pretty(CommandContext context, Dictionary<string, LabProgress> progress, string? current)
    {
        var parts = new List<IRenderable>();
        var width = context.Labs.Catalog.Labs.Select(lab => lab.Name.Length).DefaultIfEmpty(0).Max();
        foreach (var track in context.Labs.Catalog.Tracks)
        {
            if (parts.Count > 0)
                parts.Add(Ink.Blank);
            parts.Add(Ink.Text((track.Title, Ink.Strong), ($"  {track.Id}", Ink.Quiet)));
            foreach (var lab in track.Labs)
                parts.Add(Line(lab, progress.GetValueOrDefault(lab.Id), lab.Id == current, width));
        }

        return Ink.Stack(parts);
    }

    private static Prefixed Line(CatalogLab lab, LabProgress? progress, bool current, int width)
    {
        var (mark, style) = progress is { Passed: true } ? ("✓", Ink.Good) : current ? ("→", Ink.Warn) : ("·", Ink.Quiet);
        var header = lab.Header;
        var facts = new List<string> { header.Difficulty.ToString().ToLowerInvariant(), $"{header.Minutes} min" };
        if (header.Services.Count > 0)
            facts.Add(string.Join(", ", header.Services.Values.Select(service => service.Kind).Distinct()));
        if (progress is { Passed: false })
            facts.Add($"{progress.BestScore}/{progress.Max} points");
        var text = Ink.Text((header.Title, Ink.Plain), ($"  {string.Join(" · ", facts)}", Ink.Quiet));
        return new Prefixed(text, $"  {mark} {lab.Name.PadRight(width)}  ", new string(' ', width + 6), style);
    }
}

internal sealed record CatalogJson(IEnumerable<TrackJson> Tracks)
{
    public static string Write(LabCatalog catalog, Dictionary<string, LabProgress> progress, string? current) => JsonText.Write(
        new CatalogJson(catalog.Tracks.Select(track => new TrackJson(
            track.Id, track.Title, track.Summary, track.Labs.Select(lab => LabJson.Of(lab, progress.GetValueOrDefault(lab.Id), current))))),
        CliJson.Default.CatalogJson);
}

internal sealed record TrackJson(string Id, string Title, string Summary, IEnumerable<LabJson> Labs);

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
    bool Passed,
    bool Current,
    int Attempts,
    int? BestScore,
    int? Max)
{
    public static LabJson Of(CatalogLab lab, LabProgress? progress, string? current) => new(
        lab.Id, lab.Header.Title, lab.Header.Version, lab.Header.Difficulty.ToString().ToLowerInvariant(), lab.Header.Minutes,
        lab.Header.Services.Values.Select(service => service.Kind).Distinct(), lab.Header.Prerequisites,
        progress?.Passed ?? false, lab.Id == current, progress?.Attempts ?? 0, progress?.BestScore, progress?.Max);
}
