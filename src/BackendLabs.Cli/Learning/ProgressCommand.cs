using System.CommandLine;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Progress;
using BackendLabs.Cli.Screens;
using Spectre.Console.Rendering;

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
            var all = context.Progress.Ask(store => store.All(), []).Where(one => only is null || one.Lab == only).ToList();
            if (OutputFormat.IsJson(line, format))
                context.Screen.Out.WriteLine(Json(context, all));
            else
                context.Screen.Render(Pretty(context, all));
            return ExitCode.Done;
        });
    }

    private static Stack Pretty(CommandContext context, List<LabProgress> all)
    {
        var count = context.Labs.Catalog.Labs.Count;
        var parts = new List<IRenderable> { Ink.Text($"{Passed(context, all)} of {CheckWords.Plural(count, "lab")} passed", Ink.Strong), Ink.Blank };
        if (all.Count == 0)
            parts.Add(Ink.Text(("Nothing tried yet. Begin with ", Ink.Plain), ("lab start", Ink.Code)));
        var width = all.Select(one => one.Lab.Length).DefaultIfEmpty(0).Max();
        foreach (var one in all)
        {
            parts.Add(Ink.Text(
                (one.Passed ? "✓ " : "✗ ", one.Passed ? Ink.Good : Ink.Bad), (one.Lab.PadRight(width), Ink.Plain),
                ($"  {one.BestScore}/{one.Max}  {CheckWords.Plural(one.Attempts, "attempt")}, last {HereCommand.Words(one.LastVerdict)} on {one.LastAt.ToLocalTime():yyyy-MM-dd HH:mm}", Ink.Quiet)));
        }

        return Ink.Stack(parts);
    }

    private static int Passed(CommandContext context, List<LabProgress> all) => all.Count(one => one.Passed && context.Labs.Known(one.Lab) is not null);

    private static string Json(CommandContext context, List<LabProgress> all) => JsonText.Write(
        new ProgressJson(context.Labs.Catalog.Labs.Count, Passed(context, all), all.Select(LabProgressJson.Of)), CliJson.Default.ProgressJson);
}

/// <param name="Labs">How many there are.</param>
/// <param name="Passed">How many of them.</param>
internal sealed record ProgressJson(int Labs, int Passed, IEnumerable<LabProgressJson> Progress);

internal sealed record LabProgressJson(string Lab, bool Passed, int Attempts, int BestScore, int Max, string LastVerdict, DateTimeOffset LastAt)
{
    public static LabProgressJson Of(LabProgress one) => new(one.Lab, one.Passed, one.Attempts, one.BestScore, one.Max, one.LastVerdict, one.LastAt.ToUniversalTime());
}
