using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Progress;
using BackendLabs.Cli.Screens;
using BackendLabs.Labs;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Learning;

/// <summary>What was tried and passed, track by track.</summary>
internal sealed class ProgressView(LabCatalog catalog)
{
    /// <summary>How many of the labs that can be passed were: each once, whatever became of later attempts.</summary>
    public static int CountPassed(LabCatalog catalog, IReadOnlyList<LabProgress> all)
    {
        var passed = all.Where(one => one.Passed).Select(one => one.Lab).ToHashSet(StringComparer.Ordinal);
        return catalog.ToPass.Count(lab => passed.Contains(lab.Id));
    }

    /// <param name="all">Every lab that was tried.</param>
    /// <param name="shown">Those that are listed.</param>
    /// <param name="only">The lab that was asked for; null for all.</param>
    public Stack Of(IReadOnlyList<LabProgress> all, IReadOnlyList<LabProgress> shown, string? only)
    {
        var parts = new List<IRenderable> { Ink.Text($"{CountPassed(catalog, all)} of {CheckWords.Plural(catalog.ToPass.Count, "lab")} passed", Ink.Strong) };
        if (shown.Count == 0)
            parts.AddRange([Ink.Blank, Ink.Text((only is null ? "Nothing tried yet. Begin with " : $"{only} was not tried yet. Begin with ", Ink.Plain), (only is null ? "lab start" : $"lab start {only}", Ink.Code))]);
        var width = shown.Select(one => Name(one.Lab).Length).DefaultIfEmpty(0).Max();
        foreach (var track in catalog.Tracks)
        {
            var labs = track.Labs.Where(lab => !lab.Header.IsFree).ToList();
            var tried = labs.SelectMany(lab => shown.Where(one => one.Lab == lab.Id)).ToList();
            if (tried.Count > 0)
                parts.AddRange([Ink.Blank, Ink.Text((track.Title, Ink.Strong), ($"  {labs.Count(lab => all.Any(one => one.Lab == lab.Id && one.Passed))} of {labs.Count}", Ink.Quiet)), .. tried.Select(one => Line(one, width))]);
        }

        var others = shown.Where(one => catalog.ToPass.All(lab => lab.Id != one.Lab)).ToList();
        if (others.Count > 0)
            parts.AddRange([Ink.Blank, Ink.Text(("Not counted", Ink.Strong), ("  in none of the lists", Ink.Quiet)), .. others.Select(one => Line(one, width))]);
        return Ink.Stack(parts);
    }

    private Prefixed Line(LabProgress one, int width) => new(
        Ink.Text(Words(one), Ink.Quiet), $"  {(one.Passed ? "✓" : "✗")} {Name(one.Lab).PadRight(width)}  ", new string(' ', width + 6), one.Passed ? Ink.Good : Ink.Bad);

    private string Words(LabProgress one)
    {
        var last = $"{one.LastAt.ToLocalTime():yyyy-MM-dd HH:mm}";
        var attempts = CheckWords.Plural(one.Attempts, "attempt");
        if (!one.Passed)
            return $"best {one.BestScore}/{one.Max}, {attempts}, last {HereCommand.Words(one.LastVerdict)} {last}";
        var words = one.LastVerdict == "passed" ? $"passed, {attempts}, last {last}" : $"passed, {attempts}, the last one not ({HereCommand.Words(one.LastVerdict)}) {last}";
        return catalog[one.Lab]?.Header.Version is { } now && now > one.PassedVersion ? $"{words}; it was version {one.PassedVersion}, now there is {now}" : words;
    }

    // The track's title stands above; what is in no list needs its whole id.
    private string Name(string id) => catalog.ToPass.FirstOrDefault(lab => lab.Id == id)?.Name ?? id;
}
