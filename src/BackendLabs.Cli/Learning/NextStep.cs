using BackendLabs.Cli.Checking;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Learning;

/// <summary>What comes after a report: the lab's own words where they are due, and one command.</summary>
internal static class NextStep
{
    public static ReportSetting Setting(Desk desk, Lab? lab, CheckTarget target, RunReport report, SnippetFile snippet)
    {
        var setting = new ReportSetting(lab?.Title ?? target.Lab.Id, snippet.Text, snippet.Name) { WarnsOfLayers = IsWarningDue(desk, report.Layers) };
        return report.Verdict switch
        {
            _ when report.IsFree => setting,
            Verdict.Passed => setting with { AfterText = lab?.Texts.After?.Text, Next = Following(desk, report.Lab) },
            Verdict.InfrastructureError => setting,
            _ when lab is null => setting,
            _ => setting with { Hint = Hint(desk, lab, report), Next = lab.Hints.Count > 0 ? $"lab hint {lab.Id}" : $"lab show {lab.Id}" },
        };
    }

    // The lab's hints are staged, so a report's own hint is shown only where it is not one of them.
    private static string? Hint(Desk desk, Lab lab, RunReport report)
    {
        var notPassed = report.Checks.Where(check => check.Status is not (CheckStatus.Passed or CheckStatus.NotRun)).ToList();
        var (shown, failures) = desk.Progress.Ask(store => (store.HintsShown(lab.Id), store.Of(lab.Id)?.FailedSincePass ?? 1), (new HashSet<int>(), 1));
        if (HintStages.Due(lab.Hints, shown, [.. notPassed.Select(check => check.Id)], failures) is { } number)
        {
            desk.Progress.Tell(store => store.ShowedHint(lab.Id, number));
            return lab.Hints[number].Text;
        }

        return notPassed.FirstOrDefault()?.Hint is { } hint && lab.Hints.All(staged => staged.Text != hint) ? hint : null;
    }

    // Said once for each list of missing layers: a line beneath every report is soon not read any more.
    internal static bool IsWarningDue(Desk desk, IReadOnlyList<LayerState> layers)
    {
        if (layers.Count == 0)
            return false;
        var missing = string.Join(' ', layers.Where(layer => layer.State == "missing").Select(layer => layer.Name));
        if (missing == desk.Progress.Ask(store => store.WarnedOfLayers, null))
            return false;
        desk.Progress.Tell(store => store.WarnedOfLayers = missing);
        return true;
    }

    private static string? Following(Desk desk, string justPassed)
    {
        var passed = desk.Progress.Ask(store => store.Passed(), new HashSet<string>()).Append(justPassed).ToHashSet();
        return desk.Labs.Catalog.Next(passed) is { } next ? $"lab start {next.Id}" : null;
    }
}
