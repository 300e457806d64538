using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Labs;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Machine;

/// <summary>A report as the tour shows it: the verdict, why, and the heart of the timeline.</summary>
internal static class TourView
{
    private const int Heart = 5;

    public static Stack Of(RunReport report, string what, int width)
    {
        var parts = new List<IRenderable> { Ink.Text(what) };
        var failed = report.Checks.FirstOrDefault(check => check.Status is not (CheckStatus.Passed or CheckStatus.NotRun));
        // Of a right answer, the check with the most to see.
        var shown = failed ?? report.Checks.MaxBy(check => check.Timeline.Count);
        if (shown is { Timeline.Count: > 0 })
            parts.Add(Prefixed.Indented(TimelineView.Of(shown.Timeline, CheckWords.WrongOf(shown), width - 2, most: Heart)));
        parts.Add(report.Verdict is Verdict.Passed
            ? Ink.Text(("✓ ", Ink.Good), ($"passed, {report.Score} of {CheckWords.Plural(report.Max, "point")} in {CheckWords.Seconds(report.Elapsed)}", Ink.Plain))
            : Ink.Text(("✗ ", Ink.Bad), ($"{report.Verdict.Name.Replace('_', ' ')}, {report.Score} of {CheckWords.Plural(report.Max, "point")} in {CheckWords.Seconds(report.Elapsed)}", Ink.Plain)));
        if (failed is not null)
            parts.Add(new Prefixed(Ink.Lines(CheckWords.Of(failed).Message ?? ""), "  ", "  "));
        else if (MachineReport.WholeRunMessage(report) is { } message)
            parts.Add(new Prefixed(Ink.Lines(message), "  ", "  "));
        parts.Add(Ink.Blank);
        return Ink.Stack(parts);
    }
}
