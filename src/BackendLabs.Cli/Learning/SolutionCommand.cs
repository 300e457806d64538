using System.CommandLine;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Screens;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Learning;

internal static class SolutionCommand
{
    public static Command Create(CommandContext context)
    {
        var lab = LabNames.Argument(context);
        var giveUp = new Option<bool>("--give-up") { Description = "Show it though you have not passed." };
        return new LabCommand(
            "solution", "Show answers that pass, once you have passed or given up.",
            ("lab solution", "Of the current lab"),
            ("lab solution cache-aside --give-up", "Before passing it"))
        {
            lab, giveUp,
        }.Does(line => Run(context, line.GetValue(lab), line.GetValue(giveUp)));
    }

    private static int Run(CommandContext context, string? named, bool giveUp)
    {
        var lab = LabLibrary.Load(CurrentLab.Of(context, named));
        if (!context.Progress.Ask(store => store.Passed(), new HashSet<string>()).Contains(lab.Id))
        {
            if (!giveUp)
                throw new UsageException($"You have not passed {lab.Id} yet.", $"A hint first? `lab hint {lab.Id}`. To see it all the same: `lab solution {lab.Id} --give-up`.");
            if (!Question.Confirm(context.Screen, $"Show the solution of {lab.Title}? You learn more by trying once again.", otherwise: true))
                return ExitCode.Done;
        }

        context.Screen.Render(Ink.Stack(lab.Solutions.Select(Show)));
        return ExitCode.Done;
    }

    private static Stack Show(LabText solution)
    {
        var name = Path.GetFileNameWithoutExtension(solution.Path);
        var title = name == "reference" ? "The reference" : $"Another way: {name.Replace('-', ' ')}";
        return Ink.Stack([Ink.Text(title, Ink.Strong), Ink.Blank, new Verbatim(solution.Text, Ink.Code), Ink.Blank]);
    }
}
