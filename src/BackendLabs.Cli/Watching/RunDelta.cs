using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Labs;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Watching;

/// <summary>What changed from one run to the next.</summary>
internal static class RunDelta
{
    /// <summary>A few lines; one that says so where nothing changed.</summary>
    public static IRenderable Of(RunReport before, RunReport after)
    {
        var lines = new List<IRenderable>();
        foreach (var check in after.Checks)
        {
            var old = before.Checks.FirstOrDefault(one => one.Id == check.Id);
            var passes = check.Status is CheckStatus.Passed;
            if (passes == old?.Status is CheckStatus.Passed || (old is null && !passes))
                continue;
            lines.Add(passes
                ? Ink.Text(("+ ", Ink.Good), ($"now passes: {check.Title}", Ink.Plain))
                : Ink.Text(("- ", Ink.Bad), ($"no longer passes: {check.Title}", Ink.Plain)));
        }

        if (before.Verdict.Name != after.Verdict.Name)
            lines.Add(Ink.Text(("± ", Ink.Warn), ($"{Words(before.Verdict)} → {Words(after.Verdict)}", Ink.Plain)));
        if (before.Score != after.Score)
            lines.Add(Ink.Text(("± ", Ink.Warn), ($"{before.Score} → {after.Score} of {CheckWords.Plural(after.Max, "point")}", Ink.Plain)));
        return lines.Count == 0 ? Ink.Text("As before.", Ink.Quiet) : Ink.Stack(lines);
    }

    private static string Words(Verdict verdict) => verdict.Name.Replace('_', ' ');
}
