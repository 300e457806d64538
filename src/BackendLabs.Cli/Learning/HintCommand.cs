using System.CommandLine;
using BackendLabs.Cli.Screens;
using BackendLabs.Cli.Shelf;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Learning;

internal static class HintCommand
{
    public static Command Create(Desk desk)
    {
        var lab = LabNames.Argument(desk);
        return new LabCommand(
            "hint", "Show the next hint; those shown before come along.",
            ("lab hint", "For the current lab"),
            ("lab hint cache-aside", "For that lab"))
        {
            lab,
        }.Does(line => Run(desk, line.GetValue(lab)));
    }

    private static int Run(Desk desk, string? named)
    {
        var lab = LabShelf.Load(CurrentLab.Of(desk, named));
        if (lab.Hints.Count == 0)
        {
            desk.Screen.Render(Ink.Text(("This lab has no hints; its lesson says it all: ", Ink.Plain), ($"lab show {lab.Id}", Ink.Code)));
            return ExitCode.Done;
        }

        var before = desk.Progress.Ask(store => store.HintsShown(lab.Id), 0);
        var shown = Math.Min(before + 1, lab.Hints.Count);
        desk.Progress.Tell(store => store.ShowedHints(lab.Id, shown));
        var parts = new List<IRenderable> { Ink.Text((lab.Title, Ink.Strong), ($"  hint {shown} of {lab.Hints.Count}", Ink.Quiet)), Ink.Blank };
        for (var index = 0; index < shown; index++)
            parts.Add(new Prefixed(Ink.Text(lab.Hints[index].Text, index == shown - 1 ? Ink.Plain : Ink.Quiet), $"{index + 1}. ", "   ", Ink.Warn));
        if (before >= lab.Hints.Count)
            parts.AddRange([Ink.Blank, Ink.Text(("That was all. To see an answer: ", Ink.Quiet), ($"lab solution {lab.Id} --give-up", Ink.Code))]);
        desk.Screen.Render(Ink.Stack(parts));
        return ExitCode.Done;
    }
}
