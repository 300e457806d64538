using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Labs;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Checking;

/// <summary>The first check that did not pass: what was expected, what happened, where, and what led to it.</summary>
internal static class FailureView
{
    public static IEnumerable<IRenderable> Of(RunReport report, ReportSetting setting, int width)
    {
        return report.FirstFailure is { } check ? OfCheck(check, setting, width) : WholeRun(report, setting, width);
    }

    /// <summary>One check, while others may still be under way.</summary>
    public static IEnumerable<IRenderable> OfCheck(CheckResult check, ReportSetting setting, int width)
    {
        var words = CheckWords.Of(check);
        yield return Prefixed.Indented(Ink.Text((check.Title, Ink.Strong), ($"  ({check.Id})", Ink.Quiet)));
        yield return Ink.Blank;
        yield return Prefixed.Indented(Ink.Lines(words.Message ?? "", Ink.Bad));
        if (words.Expected is not null)
            yield return new Prefixed(Ink.Lines(words.Expected, Ink.Good), "  expected  ", "            ", Ink.Quiet);
        if (words.Actual is not null)
            yield return new Prefixed(Ink.Lines(words.Actual, Ink.Bad), "  but was   ", "            ", Ink.Quiet);
        if (check.Rule is { } rule)
            yield return new Prefixed(Ink.Lines($"\u201C{rule.Sentence}\u201D"), "  lesson    ", "            ", Ink.Quiet);
        if (words.Advice is not null)
        {
            yield return Ink.Blank;
            yield return Prefixed.Indented(Ink.Lines(words.Advice));
        }

        yield return Ink.Blank;
        if (check.Status is CheckStatus.Failed { Schedule.Steps: var schedule })
        {
            yield return Ink.Text("In this order it goes wrong", Ink.Quiet);
            yield return Prefixed.Indented(ScheduleView.Of(schedule, width - 2));
            yield return Ink.Blank;
        }

        if (check.Status is CheckStatus.Failed { Plan: { Count: > 0 } plan })
        {
            yield return Ink.Text("How SQLite goes about it", Ink.Quiet);
            yield return Prefixed.Indented(PlanView.Of(plan, width - 2));
            yield return Ink.Blank;
        }

        foreach (var part in Place(words.Line, setting, width, CheckWords.IsGuess(check) ? "The last thing that your code did: " : ""))
            yield return part;
        if (check.Timeline.Count > 0)
        {
            yield return Ink.Text("What happened, in order", Ink.Quiet);
            yield return Prefixed.Indented(TimelineView.Of(check.Timeline, CheckWords.WrongOf(check), width - 2, setting.Measured));
            yield return Ink.Blank;
        }
    }

    private static IEnumerable<IRenderable> WholeRun(RunReport report, ReportSetting setting, int width)
    {
        yield return Prefixed.Indented(Ink.Lines(MachineReport.WholeRunMessage(report) ?? report.Verdict.Name, Ink.Bad));
        yield return Ink.Blank;
        var line = report.Verdict is Verdict.RuntimeError error ? error.Line : null;
        foreach (var part in Place(line, setting, width))
            yield return part;
    }

    private static IEnumerable<IRenderable> Place(int? line, ReportSetting setting, int width, string before = "")
    {
        if (line is not { } number || SourceExcerpt.Around(setting.Source, number, width - 2) is not { } excerpt)
            yield break;
        yield return Ink.Text($"{before}{setting.FileName}, line {number}", Ink.Quiet);
        yield return Prefixed.Indented(excerpt);
        yield return Ink.Blank;
    }
}
