using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Progress;
using BackendLabs.Cli.Screens;
using BackendLabs.Labs;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Learning;

/// <summary>Labs by track, each with what it teaches in the field's terms.</summary>
internal sealed class LabList(LabCatalog catalog, IReadOnlyDictionary<string, LabProgress> progress, string? current)
{
    public string? Current => current;

    public Stack All()
    {
        var parts = new List<IRenderable>();
        var width = catalog.Labs.Select(lab => lab.Name.Length).DefaultIfEmpty(0).Max();
        foreach (var track in catalog.Tracks)
        {
            var all = track.Labs.Where(lab => !lab.Header.IsFree).ToList();
            if (parts.Count > 0)
                parts.Add(Ink.Blank);
            parts.Add(Ink.Text((track.Title, Ink.Strong), ($"  {all.Count(IsPassed)} of {all.Count}", Ink.Quiet)));
            parts.AddRange(track.Labs.Select(lab => Line(lab, lab.Name, width, Terms(lab))));
        }

        return Ink.Stack(parts);
    }

    /// <summary>The labs that teach what was looked for, with their titles.</summary>
    public Stack Found(string wanted, IReadOnlyList<CatalogLab> found)
    {
        if (found.Count == 0)
            return Ink.Stack([Ink.Text($"No lab teaches '{wanted}'."), NoneFound(wanted)]);
        var parts = new List<IRenderable> { Ink.Text(($"{CheckWords.Plural(found.Count, "lab")} about '{wanted}'", Ink.Strong)) };
        var width = found.Max(lab => lab.Id.Length);
        foreach (var lab in found)
        {
            parts.Add(Line(lab, lab.Id, width, lab.Header.Title));
            parts.Add(Prefixed.Indented(Ink.Text(Terms(lab), Ink.Code), width + 6));
        }

        return Ink.Stack([.. parts, Ink.Blank, Ink.Text(("Begin     ", Ink.Quiet), ($"lab start {(found.FirstOrDefault(lab => !IsPassed(lab)) ?? found[0]).Id}", Ink.Code))]);
    }

    private Flow NoneFound(string wanted) => catalog.NearestWord(wanted) is { } near
        ? Ink.Text(("Did you mean ", Ink.Plain), ($"lab list {near}", Ink.Code), ("?", Ink.Plain))
        : Ink.Text(("All labs with what they teach: ", Ink.Plain), ("lab list", Ink.Code));

    private string Terms(CatalogLab lab) =>
        catalog.ConceptsOf(lab) is { Count: > 0 } concepts ? string.Join(", ", concepts.Select(concept => concept.Title)) : lab.Header.Title;

    private bool IsPassed(CatalogLab lab) => progress.GetValueOrDefault(lab.Id) is { Passed: true };

    private Prefixed Line(CatalogLab lab, string name, int width, string what)
    {
        var (mark, style) = IsPassed(lab) ? ("✓", Ink.Good) : lab.Id == current ? ("→", Ink.Warn) : ("·", Ink.Quiet);
        var facts = new List<string> { lab.Header.Difficulty.ToString().ToLowerInvariant(), $"{lab.Header.Minutes}{Ink.NoBreak}min" };
        if (progress.GetValueOrDefault(lab.Id) is { Passed: false } tried)
            facts.Add($"{tried.BestScore}/{tried.Max}{Ink.NoBreak}points");
        var text = Ink.Text((what, Ink.Plain), ($"  {string.Join($"{Ink.NoBreak}· ", facts)}", Ink.Quiet));
        return new Prefixed(text, $"  {mark} {name.PadRight(width)}  ", new string(' ', width + 6), style);
    }
}
