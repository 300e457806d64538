using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Progress;
using BackendLabs.Cli.Screens;
using BackendLabs.Labs;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Learning;

/// <summary>The end of a track, and of all: what was learnt, and where it goes on.</summary>
internal sealed class FinishView(LabCatalog catalog, IReadOnlyList<LabProgress> all)
{
    /// <returns>Null where nothing has ended.</returns>
    public IRenderable? Of(AfterPass following) => following switch
    {
        AfterPass.TrackEnds end => Ink.Stack([.. Track(end.Track), Ink.Blank, NextTrack(end.NextTrack)]),
        AfterPass.AllPassed { Track: { } track } => Ink.Stack([.. Track(track), Ink.Blank, .. Everything()]),
        _ => null,
    };

    private IEnumerable<IRenderable> Track(LabTrack track)
    {
        var labs = track.Labs.Where(lab => !lab.Header.IsFree).ToList();
        yield return Ink.Text(("★ ", Ink.Warn), ($"{track.Title}: finished", Ink.GoodStrong), ($"  {CheckWords.Plural(labs.Count, "lab")}, {CheckWords.Plural(Math.Max(labs.Count, Attempts(labs)), "attempt")}", Ink.Quiet));
        if (track.Finish is not null)
            yield return Prefixed.Indented(Ink.Text(track.Finish));
        var terms = labs.SelectMany(catalog.ConceptsOf).Select(concept => concept.Title).Distinct(StringComparer.Ordinal);
        yield return new Prefixed(Ink.Text(string.Join(", ", terms), Ink.Code), "  Learnt: ", "          ", Ink.Quiet);
    }

    private static Prefixed NextTrack(LabTrack next) =>
        new(Ink.Text((next.Title, Ink.Strong), ($"  {next.Summary}", Ink.Quiet)), "  Next track: ", "              ", Ink.Quiet);

    private IEnumerable<IRenderable> Everything()
    {
        var labs = catalog.ToPass;
        yield return Ink.Text(
            ("★ ", Ink.Warn), ($"That was the last of all {CheckWords.Plural(labs.Count, "lab")}", Ink.GoodStrong),
            ($", in {CheckWords.Plural(Math.Max(labs.Count, Attempts(labs)), "attempt")}.", Ink.Quiet));
        yield return Prefixed.Indented(Ink.Text("Every one of your answers was called for real, with crashes, outages and others in between, and held."));
        yield return Ink.Blank;
        yield return Ink.Text(("  Still right?    ", Ink.Quiet), ("lab check --all    ", Ink.Code), ("  checks all of them once more", Ink.Quiet));
        yield return Ink.Text(("  Other ways      ", Ink.Quiet), ("lab solution LAB   ", Ink.Code), ("  answers of other styles", Ink.Quiet));
        yield return Ink.Text(("  Teach it        ", Ink.Quiet), ("lab new TRACK/NAME ", Ink.Code), ("  begins a lab of your own", Ink.Quiet));
    }

    private int Attempts(IReadOnlyList<CatalogLab> labs) => all.Where(one => labs.Any(lab => lab.Id == one.Lab)).Sum(one => one.Attempts);
}
