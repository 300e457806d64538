using BackendLabs.Labs;

namespace BackendLabs.Cli.Learning;

/// <summary>Hints come one after the other: of themselves after so many failures, or when asked for.</summary>
internal static class HintStages
{
    /// <summary>The hint that is due after this report, remembered as shown; null where none is.</summary>
    public static string? Due(Desk desk, Lab lab, RunReport report)
    {
        // The check's own hint is shown in its place; one next step is enough.
        if (report.Checks.FirstOrDefault(check => check.Status is not CheckStatus.Passed)?.Hint is not null)
            return null;
        var (shown, failures) = desk.Progress.Ask(store => (store.HintsShown(lab.Id), store.Of(lab.Id)?.FailedSincePass ?? 0), (0, 0));
        if (shown >= lab.Hints.Count || lab.Hints[shown] is not { } hint || hint.After > failures || !Fits(hint, report))
            return null;
        desk.Progress.Tell(store => store.ShowedHints(lab.Id, shown + 1));
        return hint.Text;
    }

    private static bool Fits(LabHint hint, RunReport report) =>
        hint.Check is null || report.Checks.Any(check => check.Id == hint.Check && check.Status is not CheckStatus.Passed);
}
