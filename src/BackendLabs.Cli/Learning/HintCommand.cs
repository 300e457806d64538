using System.CommandLine;
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

        var (before, last) = context.Progress.Ask(store => (store.HintsShown(lab.Id), store.LastChecked(lab.Id)), (new HashSet<int>(), null));
        if (last is { Passed: true })
        {
            context.Screen.Render(Ink.Text(("You have passed this lab. Other answers that pass: ", Ink.Plain), ($"lab solution {lab.Id}", Ink.Code)));
            return ExitCode.Done;
        }

        var next = HintStages.Next(lab.Hints, before, last?.NotPassed);
        if (next is { } fresh)
            context.Progress.Tell(store => store.ShowedHint(lab.Id, fresh));
        var shown = before.Where(number => number < lab.Hints.Count).Order().Concat(next is { } newest ? [newest] : []).ToList();
        var parts = new List<IRenderable> { Ink.Text((lab.Title, Ink.Strong), ($"  {lab.Id}", Ink.Quiet)), Ink.Blank };
        foreach (var number in shown)
            parts.Add(new Prefixed(Ink.Lines(lab.Hints[number].Text, number == next ? Ink.Plain : Ink.Quiet), number == next ? "→ " : "· ", "  ", Ink.Warn));
        if (next is null && shown.Count > 0)
            parts.Add(Ink.Blank);
        if (next is null && last is null)
            parts.AddRange([Ink.Text("The next hints go by what fails. Check what you have, however little it is:", Ink.Quiet), Prefixed.Indented(Ink.Text("lab check", Ink.Code))]);
        else if (next is null)
            parts.AddRange([Ink.Text("Those were all for what fails now. To see an answer:", Ink.Quiet), Prefixed.Indented(Ink.Text($"lab solution {lab.Id} --give-up", Ink.Code))]);
        context.Screen.Render(Ink.Stack(parts));
        return ExitCode.Done;
    }
}
