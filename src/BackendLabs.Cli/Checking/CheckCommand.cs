using System.CommandLine;
using BackendLabs.Cli.Learning;
using BackendLabs.Cli.Shelf;
using BackendLabs.Labs;
using BackendLabs.Runner;

namespace BackendLabs.Cli.Checking;

internal static class CheckCommand
{
    private static readonly Dictionary<string, ReportFormat> Formats =
        Enum.GetValues<ReportFormat>().ToDictionary(format => format.ToString().ToLowerInvariant());

    public static Command Create(Desk desk)
    {
        var lab = LabNames.Argument(desk, "The lab; without it, the current one. A file alone is checked against its folder's lab.");
        var file = new Argument<string?>("FILE") { Arity = ArgumentArity.ZeroOrOne, Description = "Your answer; without it, your copy made by `lab start`. - reads standard input." };
        var seed = new Option<long?>("--seed") { Description = "Repeats the run with this seed exactly.", HelpName = "N" };
        var timings = new Option<bool>("--timings") { Description = "Show how long each stage took." };
        var format = new Option<string>("--format") { Description = "pretty for people; json, exercism, gradescope, junit or ctrf for machines.", HelpName = "FORM", DefaultValueFactory = _ => "pretty" };
        format.AcceptOnlyFromAmong([.. Formats.Keys]);
        return new LabCommand(
            "check", "Compile, run and check your answer against live parts.",
            ("lab check", "Your copy of the current lab"),
            ("lab check cache-aside", "Your copy of that lab"),
            ("lab check cache-aside try.csx", "A file of your choice"),
            ("lab check --seed 42 --timings", "The same run once more"),
            ("lab check --format junit > report.xml", "For continuous integration"))
        {
            lab, file, seed, timings, format,
        }.Does((line, cancellationToken) => RunAsync(
            desk, CheckTarget.Of(desk, line.GetValue(lab), line.GetValue(file)), line.GetValue(seed) ?? Check.NewSeed(),
            Formats[line.GetValue(format)!], line.GetValue(timings), cancellationToken));
    }

    private static async Task<int> RunAsync(
        Desk desk, CheckTarget target, long seed, ReportFormat format, bool timings, CancellationToken cancellationToken)
    {
        var snippet = await target.ReadAsync(cancellationToken);
        var (lab, report) = await ReportAsync(desk, target, snippet, seed, cancellationToken);
        Check.Keep(desk, target, report, snippet.Text);
        if (format is ReportFormat.Pretty)
            desk.Screen.Render(PrettyReport.Of(report, NextStep.Setting(desk, lab, target, report, snippet) with { Timings = timings }, desk.Screen.Width));
        else
            await WriteAsync(desk, format, report, lab?.Title ?? target.Lab.Id, timings);
        return Check.ExitCodeOf(report.Verdict);
    }

    // A broken lab or a missing program is the verdict "infrastructure error", so that machines read an object then too.
    private static async Task<(Lab? Lab, RunReport Report)> ReportAsync(
        Desk desk, CheckTarget target, SnippetFile snippet, long seed, CancellationToken cancellationToken)
    {
        Lab? lab = null;
        try
        {
            lab = LabShelf.Load(target.Lab);
            await using var runner = desk.OpenRunner();
            return (lab, await Check.RunAsync(desk, runner, new RunRequest(lab, snippet.Text, snippet.Name, seed), cancellationToken));
        }
        catch (BrokenException error)
        {
            var verdict = new Verdict.InfrastructureError(error.Message, error.Remedy ?? "");
            return (lab, new RunReport(target.Lab.Id, lab?.Version ?? 0, verdict, 0, seed, [], TimeSpan.Zero, [], ResourceUsage.None, [], "", []));
        }
    }

    private static async Task WriteAsync(Desk desk, ReportFormat format, RunReport report, string title, bool timings)
    {
        await desk.Screen.Out.WriteLineAsync(MachineReport.Write(format, report, title, desk.Time.GetUtcNow()));
        if (report.Verdict is Verdict.InfrastructureError error)
            desk.Screen.Note($"lab: Our problem, not yours: {error.Reason}{(error.Remedy.Length > 0 ? $"\n  → {error.Remedy}" : "")}");
        if (timings)
            desk.Screen.Note(string.Join(" · ", report.Stages.Select(stage => $"{stage.Stage} {CheckWords.Seconds(stage.Elapsed)}")));
    }
}
