using System.CommandLine;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Screens;
using BackendLabs.Labs;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Learning;

internal static class HintCommand
{
    public static Command Create(CommandContext context)
    {
        var lab = LabNames.Argument(context);
        return new LabCommand(
            "hint", "Show the next hint; those shown before come along.",
            ("lab hint", "For the current lab"),
            ("lab hint cache-aside", "For that lab"))
        {
            lab,
        }.Does(line => Run(context, line.GetValue(lab)));
    }

    private static int Run(CommandContext context, string? named)
    {
        var lab = LabLibrary.Load(CurrentLab.Of(context, named));
        if (lab.Hints.Count == 0)
        {
            context.Screen.Render(Ink.Text(("This lab has no hints; its lesson says it all: ", Ink.Plain), ($"lab show {lab.Id}", Ink.Code)));
            return ExitCode.Done;
        }

        var before = context.Progress.Ask(store => store.HintsShown(lab.Id), new HashSet<int>());
        var next = HintStages.Next(lab.Hints, before, context.Progress.Ask(store => store.NotPassedLast(lab.Id), null));
        if (next is { } fresh)
            context.Progress.Tell(store => store.ShowedHint(lab.Id, fresh));
        var shown = before.Order().Concat(next is { } last ? [last] : []).ToList();
        var parts = new List<IRenderable> { Ink.Text((lab.Title, Ink.Strong), ($"  {shown.Count} of {CheckWords.Plural(lab.Hints.Count, "hint")}", Ink.Quiet)), Ink.Blank };
        foreach (var number in shown)
            parts.Add(new Prefixed(Ink.Lines(lab.Hints[number].Text, number == next ? Ink.Plain : Ink.Quiet), number == next ? "→ " : "· ", "  ", Ink.Warn));
        if (next is null)
            parts.AddRange([Ink.Blank, Ink.Text(("Those were all. To see an answer: ", Ink.Quiet), ($"lab solution {lab.Id} --give-up", Ink.Code))]);
        context.Screen.Render(Ink.Stack(parts));
        return ExitCode.Done;
    }
}
