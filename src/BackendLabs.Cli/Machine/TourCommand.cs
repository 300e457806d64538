using System.CommandLine;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Machine;

internal static class TourCommand
{
    public static Command Create(CommandContext context)
    {
        var yes = new Option<bool>("--yes", "-y") { Description = "Install what is missing without asking." };
        var noInstall = new Option<bool>("--no-install") { Description = "Install nothing; show what can run." };
        return new LabCommand(
            "tour", "See three labs in a minute, a wrong and a right answer each.",
            ("lab tour", "Asks before it installs anything"),
            ("lab tour --no-install", "With what is here"))
        {
            yes, noInstall,
        }.Does((line, cancellationToken) => RunAsync(
            context, line.GetValue(noInstall) ? SetupConsent.No : line.GetValue(yes) ? SetupConsent.Yes : SetupConsent.Ask, cancellationToken));
    }

    private static async Task<int> RunAsync(CommandContext context, SetupConsent consent, CancellationToken cancellationToken)
    {
        var stops = TourStop.All.Where(stop => context.Labs.Known(stop.Lab) is not null).ToList();
        if (stops.Count == 0)
            throw new UsageException("The labs of the tour are not in these folders.", "Leave --labs out, or start the command through ./lab.");
        context.Screen.Render(Ink.Stack([Ink.Text(("A tour in a minute", Ink.Strong), ("  Code is compiled, run in a sandbox, and proved from outside.", Ink.Quiet)), Ink.Blank]));
        await using var started = await new SetupStep(context, consent).RunAsync(cancellationToken);
        await using var runner = context.OpenGrader();
        var guide = new TourGuide(context, runner);
        foreach (var stop in stops)
            await guide.ShowAsync(stop, cancellationToken);
        return guide.SayGoodbye();
    }
}

/// <summary>Goes from stop to stop and counts what came as expected.</summary>
internal sealed class TourGuide(CommandContext context, LabGrader runner)
{
    private int _asExpected;
    private int _otherwise;
    private int _broken;

    public async Task ShowAsync(TourStop stop, CancellationToken cancellationToken)
    {
        var lab = LabLibrary.Load(context.Labs.Known(stop.Lab)!);
        context.Screen.Render(Ink.Stack([Ink.Text((lab.Title, Ink.Strong), ($"  {lab.Id}", Ink.Quiet)), Prefixed.Indented(Ink.Lines(stop.Narration)), Ink.Blank]));
        runner.Prepare(lab);
        var wrong = stop.WrongOf(lab);
        var failed = await CheckAsync(lab, wrong.Text, cancellationToken);
        if (failed.Verdict is Verdict.InfrastructureError error)
        {
            _broken++;
            context.Screen.Render(Ink.Stack([new Prefixed(Ink.Text($"Left out: {error.Reason} {error.Remedy}".TrimEnd()), "  ! ", "    ", Ink.Warn), Ink.Blank]));
            return;
        }

        Show(failed, $"A wrong answer: {wrong.Mistake}", expectPass: false);
        Show(await CheckAsync(lab, lab.Solutions[0], cancellationToken), "The right answer.", expectPass: true);
    }

    public int SayGoodbye()
    {
        if (_otherwise > 0)
            context.Screen.Render(Ink.Text(("✗ ", Ink.Bad), ($"{CheckWords.Plural(_otherwise, "answer")} did not come out as it should.", Ink.Plain)));
        else if (_asExpected > 0)
            context.Screen.Render(Ink.Text(("✓ ", Ink.Good), ($"{_asExpected} of {_asExpected} answers came out as they should", Ink.Plain), (_broken > 0 ? $"; {CheckWords.Plural(_broken, "lab")} could not run here, and `lab doctor` tells why." : ".", Ink.Plain)));
        context.Screen.Render(Ink.Text(("Your turn: ", Ink.Plain), ("lab start", Ink.Code)));
        return _otherwise > 0 ? ExitCode.NotPassed : _asExpected == 0 ? ExitCode.Infrastructure : ExitCode.Done;
    }

    private Task<RunReport> CheckAsync(Lab lab, LabText answer, CancellationToken cancellationToken) =>
        Check.RunAsync(context, runner, new RunRequest(lab, answer.Text, "answer.csx", new RunOptions(Check.NewSeed())), failed: null, cancellationToken);

    private void Show(RunReport report, string what, bool expectPass)
    {
        if (report.Verdict is Verdict.Passed == expectPass)
            _asExpected++;
        else
            _otherwise++;
        context.Screen.Render(Prefixed.Indented(TourView.Of(report, what, context.Screen.Width - 2)));
    }
}
