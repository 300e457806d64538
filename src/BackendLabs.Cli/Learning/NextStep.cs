using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Library;
using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Learning;

/// <summary>What a report is shown with: the lab's own words where they are due, and the next command. It changes nothing until <see cref="Record"/>.</summary>
internal sealed record NextStep(ReportSetting Setting)
{
    /// <summary>The lab and the number of the staged hint that is shown; null where none is.</summary>
    public (string Lab, int Number)? ShownHint { get; private init; }

    /// <summary>The missing layers that the report warns of; null where it does not.</summary>
    public string? WarnedOfLayers { get; init; }

    public static NextStep After(CommandContext context, Lab? lab, CheckTarget target, RunReport report, SnippetFile snippet)
    {
        var warned = LayersToWarnOf(context, report.Layers);
        var step = new NextStep(new ReportSetting(lab?.Title ?? target.Lab.Id, snippet.Text, snippet.Name) { WarnsOfLayers = warned is not null }) { WarnedOfLayers = warned };
        return report.Verdict switch
        {
            _ when report.IsFree => step,
            Verdict.Passed => step with { Setting = AfterPassing(context, report.Lab, step.Setting with { AfterText = lab?.Texts.After?.Text }) },
            Verdict.InfrastructureError => step,
            // A compile error says itself what to do; a hint about the task beside it would be about another thing.
            Verdict.CompileError => step,
            _ when lab is null => step,
            _ => WithHint(step, context, lab, report),
        };
    }

    /// <summary>Keeps in mind what was shown, once it was.</summary>
    public void Record(CommandContext context)
    {
        if (ShownHint is var (lab, number))
            context.Progress.Tell(store => store.ShowedHint(lab, number));
        if (WarnedOfLayers is { } layers)
            context.Progress.Tell(store => store.WarnedOfLayers = layers);
    }

    /// <summary>The missing layers, where nobody was warned of exactly these: a line beneath every report is soon not read any more.</summary>
    internal static string? LayersToWarnOf(CommandContext context, IReadOnlyList<LayerState> layers)
    {
        if (layers.Count == 0)
            return null;
        var missing = string.Join(' ', layers.Where(layer => layer.State == "missing").Select(layer => layer.Name));
        return missing == context.Progress.Ask(store => store.WarnedOfLayers, null) ? null : missing;
    }

    private static NextStep WithHint(NextStep step, CommandContext context, Lab lab, RunReport report)
    {
        var setting = step.Setting with { Next = lab.Hints.Count > 0 ? $"lab hint {lab.Id}" : $"lab show {lab.Id}" };
        var notPassed = report.Checks.Where(check => check.Status is not (CheckStatus.Passed or CheckStatus.NotRun)).ToList();
        var (shown, failures) = context.Progress.Ask(store => (store.HintsShown(lab.Id), store.Of(lab.Id)?.FailedSincePass ?? 1), (new HashSet<int>(), 1));
        return HintStages.Due(lab.Hints, shown, [.. notPassed.Select(check => check.Id)], failures) is { } number
            ? step with { Setting = setting with { Hint = lab.Hints[number].Text }, ShownHint = (lab.Id, number) }
            : step with { Setting = setting };
    }

    private static ReportSetting AfterPassing(CommandContext context, string justPassed, ReportSetting setting)
    {
        var all = context.Progress.Ask(store => store.All(), []);
        var passed = all.Where(one => one.Passed).Select(one => one.Lab).Append(justPassed).ToHashSet(StringComparer.Ordinal);
        var following = context.Labs.Catalog.After(justPassed, passed);
        // Whoever passes a lab again has reached it before.
        var isFirst = all.FirstOrDefault(one => one.Lab == justPassed) is null or { Passes: <= 1 };
        return setting with
        {
            Finish = isFirst ? new FinishView(context.Labs.Catalog, all).Of(following) : null,
            Next = NextLab.Of(following) is { } next ? $"lab start {next.Id}" : isFirst ? null : "lab list",
            NextNote = following switch
            {
                AfterPass.Next { Missing: [_, ..] missing } => Missing(missing),
                AfterPass.TrackEnds { Missing: [_, ..] missing } => Missing(missing),
                _ => null,
            },
        };
    }

    private static string Missing(IReadOnlyList<CatalogLab> labs) =>
        $"It builds on {string.Join(" and ", labs.Select(lab => lab.Id))}, which you have not passed yet: `lab start {labs[0].Id}`.";
}
