using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Screens;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Learning;

/// <summary><c>lab</c> alone: where I am, and the next command.</summary>
internal static class HereCommand
{
    public static int Run(CommandContext context)
    {
        var catalog = context.Labs.Catalog;
        var passed = context.Progress.Ask(store => store.Passed(), new HashSet<string>());
        var parts = new List<IRenderable>
        {
            Ink.Text(("BackendLabs", Ink.Strong), ($"  {catalog.ToPass.Count(lab => passed.Contains(lab.Id))} of {CheckWords.Plural(catalog.ToPass.Count, "lab")} passed", Ink.Quiet)),
            Ink.Blank,
        };
        var current = CurrentLab.OrNull(context);
        var last = current is null ? null : context.Progress.Ask(store => store.Of(current.Id), null);
        if (current is not null)
        {
            parts.Add(Ink.Text(("Current  ", Ink.Quiet), (current.Header.Title, Ink.Plain), ($"  ({current.Id})", Ink.Quiet)));
            if (last is not null)
                parts.Add(Ink.Text(("Last     ", Ink.Quiet), (Words(last.LastVerdict), last.LastVerdict == "passed" ? Ink.Good : Ink.Bad), ($", best {last.BestScore} of {CheckWords.Plural(last.Max, "point")}, {CheckWords.Plural(last.Attempts, "attempt")}", Ink.Quiet)));
            parts.Add(Ink.Blank);
        }

        parts.Add(Ink.Text(("Next     ", Ink.Quiet), (Next(context, current?.Id, passed), Ink.Code)));
        parts.Add(Ink.Text(("Browser  ", Ink.Quiet), ("lab up", Ink.Code)));
        context.Screen.Render(Ink.Stack(parts));
        return ExitCode.Done;
    }

    public static string Words(string verdict) => verdict.Replace('_', ' ');

    private static string Next(CommandContext context, string? current, IReadOnlySet<string> passed)
    {
        if (current is not null && !passed.Contains(current))
            return File.Exists(Path.Combine(WorkFolder.Of(context, context.Labs.Catalog[current]!), WorkFolder.Answer)) ? "lab check" : $"lab start {current}";
        if (context.Labs.Catalog.Labs.Count == 0)
            return "There are no labs in " + string.Join(", ", context.Labs.Roots);
        return NextLab.OrNull(context) is { } next ? $"lab start {next.Id}" : "You have passed every lab. `lab check --all` repeats them; `lab new` begins one of your own.";
    }
}
