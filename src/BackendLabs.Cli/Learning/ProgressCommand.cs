using System.CommandLine;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Progress;
using BackendLabs.Cli.Screens;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Learning;

internal static class ProgressCommand
{
    public static Command Create(CommandContext context)
    {
        var lab = LabNames.Argument(context, "One lab; without it, all that you have tried.");
        var format = OutputFormat.Option();
        return new LabCommand(
            "progress", "Show what you have tried and passed.",
            ("lab progress", "All labs that you have tried"),
            ("lab progress --format json", "The same for a program"))
        {
            lab, format,
        }.Does(line =>
        {
            var only = line.GetValue(lab) is { } named ? context.Labs.Find(named).Id : null;
            var all = context.Progress.Ask(store => store.All(), []);
            var shown = all.Where(one => only is null || one.Lab == only).ToList();
            if (OutputFormat.IsJson(line, format))
                context.Screen.Out.WriteLine(Json(context.Labs.Catalog, all, shown));
            else
                context.Screen.Render(new ProgressView(context.Labs.Catalog).Of(all, shown, only));
            return ExitCode.Done;
        });
    }

    private static string Json(LabCatalog catalog, IReadOnlyList<LabProgress> all, List<LabProgress> shown) => JsonText.Write(
        new ProgressJson(catalog.ToPass.Count, ProgressView.CountPassed(catalog, all), shown.Select(LabProgressJson.Of)), CliJson.Default.ProgressJson);
}

/// <param name="Labs">How many there are to pass: those of hidden tracks and free code are not counted.</param>
/// <param name="Passed">How many of them.</param>
internal sealed record ProgressJson(int Labs, int Passed, IEnumerable<LabProgressJson> Progress);

internal sealed record LabProgressJson(string Lab, bool Passed, int Attempts, int BestScore, int Max, string LastVerdict, DateTimeOffset LastAt)
{
    public static LabProgressJson Of(LabProgress one) => new(one.Lab, one.Passed, one.Attempts, one.BestScore, one.Max, one.LastVerdict, one.LastAt.ToUniversalTime());
}
