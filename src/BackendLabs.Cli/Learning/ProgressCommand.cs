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
        var passed = all.Count(one => one.Passed && context.Labs.Known(one.Lab) is not null);
        var parts = new List<IRenderable> { Ink.Text($"{passed} of {CheckWords.Plural(count, "lab")} passed", Ink.Strong), Ink.Blank };
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

    private static string Json(CommandContext context, List<LabProgress> all) => JsonText.Write(writer => writer.WriteObject(() =>
    {
        writer.WriteNumber("labs", context.Labs.Catalog.Labs.Count);
        writer.WriteNumber("passed", all.Count(one => one.Passed && context.Labs.Known(one.Lab) is not null));
        writer.WriteArray("progress", all, one => writer.WriteObject(() =>
        {
            writer.WriteString("lab", one.Lab);
            writer.WriteBoolean("passed", one.Passed);
            writer.WriteNumber("attempts", one.Attempts);
            writer.WriteNumber("bestScore", one.BestScore);
            writer.WriteNumber("max", one.Max);
            writer.WriteString("lastVerdict", one.LastVerdict);
            writer.WriteString("lastAt", one.LastAt.ToUniversalTime());
        }));
    }));
}
