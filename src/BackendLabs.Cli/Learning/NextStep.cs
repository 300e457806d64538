using BackendLabs.Cli.Checking;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Learning;

/// <summary>What comes after a report: the lab's own words where they are due, and one command.</summary>
internal static class NextStep
{
    public static ReportSetting Setting(Desk desk, Lab? lab, CheckTarget target, RunReport report, SnippetFile snippet)
    {
        var setting = new ReportSetting(lab?.Title ?? target.Lab.Id, snippet.Text, snippet.Name);
        return report.Verdict switch
        {
            Verdict.Passed => setting with { AfterText = lab?.Texts.After?.Text, Next = Following(desk, report.Lab) },
            Verdict.InfrastructureError => setting,
            _ when lab is null => setting,
            _ => setting with { Hint = HintStages.Due(desk, lab, report), Next = lab.Hints.Count > 0 ? $"lab hint {lab.Id}" : $"lab show {lab.Id}" },
        };
    }

    private static string? Following(Desk desk, string justPassed)
    {
        var passed = desk.Progress.Ask(store => store.Passed(), new HashSet<string>()).Append(justPassed).ToHashSet();
        return desk.Labs.Catalog.Next(passed) is { } next ? $"lab start {next.Id}" : null;
    }
}
