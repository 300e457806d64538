using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Labs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Checking;

/// <summary>What surrounds a report on the screen.</summary>
/// <param name="Title">Of the lab.</param>
/// <param name="Source">The student's text.</param>
/// <param name="FileName">As the person knows it.</param>
/// <param name="AfterText">Shown after passing, as Markdown; null without any.</param>
/// <param name="Next">One command that makes sense now; null where none does.</param>
/// <param name="Hint">Words of the lab that are due now; null without any.</param>
internal sealed record ReportSetting(
    string Title, string Source, string FileName, string? AfterText = null, string? Next = null, string? Hint = null)
{
    /// <summary>Words about the next command; null without any.</summary>
    public string? NextNote { get; init; }

    /// <summary>What is reached by passing, where it is more than this lab; null otherwise.</summary>
    public IRenderable? Finish { get; init; }

    public bool Timings { get; init; }

    /// <summary>False for transcripts: what differs from run to run is left out.</summary>
    public bool Measured { get; init; } = true;

    /// <summary>Whether the first failure stands on the screen already.</summary>
    public bool FailureIsShown { get; init; }

    /// <summary>Whether missing layers of the sandbox are spoken of: once is enough.</summary>
    public bool WarnsOfLayers { get; init; } = true;
}

/// <summary>A report for a person: the first failure first, then the list of checks.</summary>
internal static class PrettyReport
{
    public static IRenderable Of(RunReport report, ReportSetting setting, int width)
    {
        var parts = new List<IRenderable> { Headline(report, setting), Ink.Blank };
        parts.AddRange(report.Verdict switch
        {
            Verdict.Passed => [],
            Verdict.CompileError error => CompileErrorView.Of(error, setting, width),
            Verdict.InfrastructureError error => OurProblem(error),
            _ when setting.FailureIsShown => [],
            _ => FailureView.Of(report, setting, width),
        });
        if (report.Verdict is not (Verdict.Passed or Verdict.InfrastructureError) && NextStep(setting) is { } step)
            parts.AddRange([step, Ink.Blank]);
        parts.AddRange(Notes(report.Diagnostics));
        if (report.Output.Length > 0)
            parts.AddRange([Printed(report.Output), Ink.Blank]);
        if (report.IsFree)
            parts.AddRange(FreeCodeView.Of(report, setting, width));
        else if (report.Checks.Count > 0)
            parts.AddRange([ChecksView.Of(report.Checks), Ink.Blank]);
        if (report.Verdict is Verdict.Passed && setting.AfterText is not null)
            parts.AddRange([MarkdownView.Of(setting.AfterText), Ink.Blank]);
        parts.Add(Footer(report, setting));
        return Ink.Stack(parts);
    }

    /// <summary>The first check that did not pass, while others are still under way.</summary>
    public static IRenderable Early(CheckResult check, ReportSetting setting, int width) =>
        Ink.Stack([Ink.Text(("✗ ", Ink.BadStrong), (setting.Title, Ink.Strong)), Ink.Blank, .. FailureView.OfCheck(check, setting, width)]);

    private static Flow Headline(RunReport report, ReportSetting setting) => report.Verdict switch
    {
        Verdict.Passed when report.IsFree => Ink.Text(("✓ ", Ink.GoodStrong), (setting.Title, Ink.Strong), (" ran to its end.", Ink.Good)),
        Verdict.Passed => Ink.Text(("✓ ", Ink.GoodStrong), (setting.Title, Ink.Strong), ($" passed, {report.Score} of {CheckWords.Plural(report.Max, "point")}. Well done.", Ink.Good)),
        Verdict.CompileError error => Ink.Text(("✗ ", Ink.BadStrong), (setting.Title, Ink.Strong), ($": your code does not compile ({CheckWords.Plural(error.Diagnostics.Count(d => d.IsError), "error")}).", Ink.Bad)),
        Verdict.InfrastructureError => Ink.Text(("! ", Ink.Warn), (setting.Title, Ink.Strong), (": our problem, not yours. Nothing was counted.", Ink.Warn)),
        _ when report.IsFree => Ink.Text(("✗ ", Ink.BadStrong), (setting.Title, Ink.Strong), (" did not run to its end.", Ink.Bad)),
        _ => Ink.Text(("✗ ", Ink.BadStrong), (setting.Title, Ink.Strong), ($": {report.Score} of {CheckWords.Plural(report.Max, "point")} so far.", Ink.Bad)),
    };

    private static IEnumerable<IRenderable> OurProblem(Verdict.InfrastructureError error)
    {
        yield return Prefixed.Indented(Ink.Lines(error.Reason));
        if (error.Remedy.Length > 0)
            yield return new Prefixed(Ink.Lines(error.Remedy), "→ ", "  ", Ink.Warn);
        yield return Ink.Blank;
    }

    private static Prefixed? NextStep(ReportSetting setting)
    {
        if (setting.Hint is not null)
            return new Prefixed(Ink.Lines(setting.Hint), "→ ", "  ", Ink.Warn);
        return setting.Next is null ? null : new Prefixed(Ink.Text(("Stuck? ", Ink.Plain), (setting.Next, Ink.Code)), "→ ", "  ", Ink.Warn);
    }

    /// <summary>Our own warnings, which say what the run cannot; the compiler's are an editor's matter.</summary>
    private static IEnumerable<IRenderable> Notes(IReadOnlyList<SnippetDiagnostic> diagnostics)
    {
        foreach (var note in diagnostics.Where(one => !one.IsError && one.Id.StartsWith("LAB", StringComparison.Ordinal)).Take(3))
        {
            yield return new Prefixed(Ink.Lines($"Line {note.Line}: {note.Message}"), "! ", "  ", Ink.Warn);
            if (note.Hint is not null)
                yield return new Prefixed(Ink.Lines(note.Hint), "→ ", "  ", Ink.Warn);
            yield return Ink.Blank;
        }
    }

    private static Stack Printed(string output)
    {
        const int most = 12;
        var lines = output.TrimEnd().Split('\n');
        // That the output was cut is said even where its end is not shown.
        string[] end = lines[^1].StartsWith(RunReport.CutMark, StringComparison.Ordinal) ? [lines[^1]] : [];
        var shown = lines.Length <= most ? lines : [.. lines.Take(most), $"… {CheckWords.Plural(lines.Length - most - end.Length, "more line")}", .. end];
        return Ink.Stack([
            Ink.Text("Your code printed", Ink.Quiet),
            new Prefixed(Ink.Lines(string.Join('\n', shown)), "  │ ", "  │ ", Ink.Quiet),
        ]);
    }

    private static Stack Footer(RunReport report, ReportSetting setting)
    {
        var parts = new List<IRenderable>();
        var missing = report.Layers.Where(layer => layer.State == "missing").Select(layer => layer.Name).ToList();
        if (missing.Count > 0 && setting.Measured && setting.WarnsOfLayers)
            parts.Add(Ink.Text(("! ", Ink.Warn), ($"Practice goes on without {string.Join(", ", missing)}; `lab doctor` tells more.", Ink.Quiet)));
        var points = report.Verdict switch
        {
            Verdict.InfrastructureError => "not counted",
            _ when report.IsFree => "free code",
            _ => $"{report.Score} of {CheckWords.Plural(report.Max, "point")}",
        };
        parts.Add(Ink.Text(setting.Measured ? $"{points} · seed {report.Seed} · {CheckWords.Seconds(report.Elapsed)}" : $"{points} · seed {report.Seed}", Ink.Quiet));
        if (setting.Timings)
            parts.Add(Ink.Text(string.Join(" · ", report.Stages.Select(stage => $"{stage.Stage} {CheckWords.Seconds(stage.Elapsed)}")
                .Append($"cpu {CheckWords.Seconds(report.Usage.Cpu)}").Append($"peak {CheckWords.Bytes(report.Usage.PeakBytes)}")), Ink.Quiet));
        if (report.Verdict is not Verdict.Passed)
            return Ink.Stack(parts);
        if (setting.Finish is not null)
            parts.AddRange([Ink.Blank, setting.Finish, Ink.Blank]);
        if (setting.Next is not null)
            parts.Add(Ink.Text(("Next: ", Ink.Plain), (setting.Next, Ink.Code)));
        if (setting.NextNote is not null)
            parts.Add(Prefixed.Indented(Ink.Text(setting.NextNote, Ink.Quiet), "Next: ".Length));
        return Ink.Stack(parts);
    }
}
