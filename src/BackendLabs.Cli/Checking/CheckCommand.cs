using System.CommandLine;
using BackendLabs.Cli.Learning;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Records;
using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;
using BackendLabs.Labs.Evidence;

namespace BackendLabs.Cli.Checking;

internal static class CheckCommand
{
    private static readonly Dictionary<string, ReportFormat> Formats =
        Enum.GetValues<ReportFormat>().ToDictionary(format => format.ToString().ToLowerInvariant());

    public static Command Create(CommandContext context)
    {
        var lab = LabNames.Argument(context, "The lab; without it, the current one. A file alone is checked against its folder's lab.");
        var file = new Argument<string?>("FILE") { Arity = ArgumentArity.ZeroOrOne, Description = "Your answer; without it, your copy made by `lab start`. - reads standard input." };
        var seed = new Option<long?>("--seed") { Description = "Repeats the run with this seed exactly.", HelpName = "N" };
        var timings = new Option<bool>("--timings") { Description = "Show how long each stage took." };
        var format = new Option<string>("--format") { Description = "pretty for people; json, exercism, gradescope, junit or ctrf for machines.", HelpName = "FORM", DefaultValueFactory = _ => "pretty" };
        format.AcceptOnlyFromAmong([.. Formats.Keys]);
        var inspect = new Option<bool>("--inspect") { Description = "With --format json: also write what the database and Redis held when each check was over." };
        var record = new Option<string?>("--record") { Description = "Write the run as a signed record, which `lab verify-record` repeats.", HelpName = "FILE" };
        return new LabCommand(
            "check", "Compile, run and check your answer against live parts.",
            ("lab check", "Your copy of the current lab"),
            ("lab check cache-aside", "Your copy of that lab"),
            ("lab check cache-aside try.csx", "A file of your choice"),
            ("lab check --seed 42 --timings", "The same run once more"),
            ("lab check --record run.json", "With evidence of the verdict"),
            ("lab check --format junit > report.xml", "For continuous integration"))
        {
            lab, file, seed, timings, format, inspect, record,
        }.Does((line, cancellationToken) => RunAsync(
            context, CheckTarget.Of(context, line.GetValue(lab), line.GetValue(file)),
            new Wanted(line.GetValue(seed) ?? Check.NewSeed(), Formats[line.GetValue(format)!], line.GetValue(timings), line.GetValue(record)) { Inspects = line.GetValue(inspect) }, cancellationToken));
    }

    private static async Task<int> RunAsync(CommandContext context, CheckTarget target, Wanted wanted, CancellationToken cancellationToken)
    {
        if (wanted is { Inspects: true, Format: not ReportFormat.Json })
            throw new UsageException("--inspect writes what only a program reads.", "Add --format json.");
        using var record = wanted.Record is { } path ? RecordFile.At(context, path) : null;
        var snippet = await target.ReadAsync(cancellationToken);
        var ran = await ReportAsync(context, target, snippet, wanted, cancellationToken);
        Check.Keep(context, target, ran.Report, snippet.Text);
        if (wanted.Format is ReportFormat.Pretty)
            Show(context, ran, NextStep.After(context, ran.Lab, target, ran.Report, snippet), wanted.Timings);
        else
            await WriteAsync(context, wanted.Format, ran.Report, ran.Lab?.Title ?? target.Lab.Id, wanted.Timings);
        if (record is not null)
            await record.WriteAsync(ran.Report, ran.Lab, snippet, ran.Versions, cancellationToken);
        return Check.ExitCodeOf(ran.Report.Verdict);
    }

    private static void Show(CommandContext context, Ran ran, NextStep next, bool timings)
    {
        context.Screen.Render(PrettyReport.Of(ran.Report, next.Setting with { Timings = timings }, context.Screen.Width));
        next.Record(context);
    }

    // A broken lab or a missing program is the verdict "infrastructure error", so that machines read an object then too.
    private static async Task<Ran> ReportAsync(
        CommandContext context, CheckTarget target, SnippetFile snippet, Wanted wanted, CancellationToken cancellationToken)
    {
        Lab? lab = null;
        try
        {
            lab = LabLibrary.Load(target.Lab);
            await using var runner = context.OpenGrader();
            var report = await Check.RunAsync(context, runner, new RunRequest(lab, snippet.Text, snippet.Name, new RunOptions(wanted.Seed) { Inspects = wanted.Inspects }), cancellationToken);
            var versions = wanted.Record is null || report.Verdict is Verdict.InfrastructureError ? null : await runner.InspectVersionsAsync(lab, cancellationToken);
            return new Ran(lab, report, versions);
        }
        catch (BrokenException error)
        {
            var verdict = new Verdict.InfrastructureError(error.Message, error.Remedy ?? "");
            return new Ran(lab, new RunReport(target.Lab.Id, lab?.Version ?? 0, verdict, 0, wanted.Seed, [], TimeSpan.Zero, [], ResourceUsage.None, [], "", []), Versions: null);
        }
    }

    private static async Task WriteAsync(CommandContext context, ReportFormat format, RunReport report, string title, bool timings)
    {
        await context.Screen.Out.WriteLineAsync(MachineReport.Write(format, report, title, context.Time.GetUtcNow()));
        if (report.Verdict is Verdict.InfrastructureError error)
        {
            context.Screen.Note($"lab: Our problem, not yours: {error.Reason}");
            if (error.Remedy.Length > 0)
                context.Screen.Note($"  → {error.Remedy}");
        }

        if (timings)
            context.Screen.Note(string.Join(" · ", report.Stages.Select(stage => $"{stage.Stage} {CheckWords.Seconds(stage.Elapsed)}")));
    }

    private sealed record Wanted(long Seed, ReportFormat Format, bool Timings, string? Record)
    {
        public bool Inspects { get; init; }
    }

    /// <param name="Versions">Null where no record is wanted, or nothing was counted.</param>
    private sealed record Ran(Lab? Lab, RunReport Report, RunVersions? Versions);
}
