using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Labs;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Checking;

/// <summary>What free code did that ran to its end: what it returned, and its story. One that did not is shown as any failure is.</summary>
internal static class FreeCodeView
{
    private const int MostReturned = 400;

    public static IEnumerable<IRenderable> Of(RunReport report, ReportSetting setting, int width)
    {
        foreach (var run in report.Checks.Where(check => check.Status is CheckStatus.Passed))
        {
            if (run.Returned is { } returned and not "null")
            {
                yield return Ink.Text("Your code returned", Ink.Quiet);
                yield return new Prefixed(Ink.Lines(returned.Length <= MostReturned ? returned : returned[..MostReturned] + "…"), "  │ ", "  │ ", Ink.Quiet);
                yield return Ink.Blank;
            }

            if (run.Timeline.Count > 0)
            {
                yield return Ink.Text("What happened, in order", Ink.Quiet);
                yield return Prefixed.Indented(TimelineView.Of(run.Timeline, wrong: null, width - 2, setting.Measured));
                yield return Ink.Blank;
            }
        }
    }
}
