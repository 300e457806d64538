using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Labs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Checking;

/// <summary>The list of checks: a mark, the title, the points.</summary>
internal static class ChecksView
{
    public static IRenderable Of(IReadOnlyList<CheckResult> checks)
    {
        var digits = checks.Max(check => $"{check.Max}".Length);
        return Ink.Stack(checks.Select(check => new Prefixed(Line(check), $"{Mark(check.Status)} {Points(check, digits)}  ",
            new string(' ', (2 * digits) + 5), Style(check.Status))));
    }

    public static string Mark(CheckStatus status) => status switch
    {
        CheckStatus.Passed => "✓",
        CheckStatus.NotRun => "·",
        CheckStatus.InfrastructureError => "!",
        _ => "✗",
    };

    private static Flow Line(CheckResult check) => check.Status switch
    {
        CheckStatus.NotRun notRun => Ink.Text((check.Title, Ink.Quiet), ($" (not run, because {notRun.Because} did not pass)", Ink.Quiet)),
        CheckStatus.TimeLimit => Ink.Text(check.Title),
        _ when check.WasRepeated => Ink.Text((check.Title, Ink.Plain), (" (ran out of time, and was repeated with nothing else running)", Ink.Quiet)),
        _ => Ink.Text(check.Title),
    };

    private static string Points(CheckResult check, int digits) => $"{check.Points.ToString().PadLeft(digits)}/{check.Max.ToString().PadRight(digits)}";

    private static Style Style(CheckStatus status) => status switch
    {
        CheckStatus.Passed => Ink.Good,
        CheckStatus.NotRun => Ink.Quiet,
        CheckStatus.InfrastructureError => Ink.Warn,
        _ => Ink.Bad,
    };
}
