using System.CommandLine;
using BackendLabs.Cli.Learning;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Records;
using BackendLabs.Cli.Resident;
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
        var seed = WholeNumber.Option("--seed", "Repeats the run with this seed exactly.", "The last line of a report has the seed of its run.");
        var timings = new Option<bool>("--timings") { Description = "Show how long each stage took." };
        var format = new Option<string>("--format") { Description = "pretty for people; json, exercism, gradescope, junit or ctrf for machines.", HelpName = "FORM", DefaultValueFactory = _ => "pretty" };
        format.AcceptOnlyFromAmong([.. Formats.Keys]);
        var inspect = new Option<bool>("--inspect") { Description = "With --format json: also write what the database and Redis held when each check was over." };
        var record = new Option<string?>("--record") { Description = "Write the run as a signed record, which `lab verify-record` repeats.", HelpName = "FILE" };
        var alone = ResidentCommand.AloneOption();
        var all = new Option<bool>("--all") { Description = "Check again all that you have passed, and say what no longer passes." };
        return new LabCommand(
            "check", "Compile, run and check your answer against live parts.",
            ("lab check", "Your copy of the current lab"),
            ("lab check cache-aside", "Your copy of that lab"),
            ("lab check cache-aside try.csx", "A file of your choice"),
            ("lab check --seed 42 --timings", "The same run once more"),
            ("lab check --all", "All that you have passed, once more"),
            ("lab check --record run.json", "With evidence of the verdict"),
            ("lab check --format junit > report.xml", "For continuous integration"))
        {
            lab, file, all, seed, timings, format, inspect, record, alone,
        }.Does((line, cancellationToken) => line.GetValue(all) ? AllAsync(line, cancellationToken) : RunAsync(
            context, CheckTarget.Of(context, line.GetValue(lab), line.GetValue(file)),
            new Wanted(line.GetValue(seed) ?? Check.NewSeed(), Formats[line.GetValue(format)!], line.GetValue(timings), line.GetValue(record)) { Inspects = line.GetValue(inspect), Alone = line.GetValue(alone) }, cancellationToken));

        Task<int> AllAsync(ParseResult line, CancellationToken cancellationToken)
        {
            if (line.GetValue(lab) is not null || line.GetValue(format) != "pretty" || line.GetValue(record) is not null || line.GetValue(inspect) || line.GetValue(timings))
                throw new UsageException("--all checks every lab that you have passed, each with your own copy: it takes --seed and --no-resident, and nothing else.", "One lab: `lab check LAB`; all: `lab check --all`.");
            return new CheckAll(context, line.GetValue(seed), line.GetValue(alone)).RunAsync(cancellationToken);
        }
    }

    private static async Task<int> RunAsync(CommandContext context, CheckTarget target, Wanted wanted, CancellationToken cancellationToken)
    {
        if (wanted is { Inspects: true, Format: not ReportFormat.Json })
            throw new UsageException("--inspect writes what only a program reads.", "Add --format json.");
        using var record = wanted.Record is { } path ? RecordFile.At(context, path) : null;
        if (target.IsOwnCopy(context))
            await context.Shared.ExchangeDraftAsync(target.Lab, Path.GetDirectoryName(target.Path)!, cancellationToken);
        var snippet = await target.ReadAsync(cancellationToken);
        var ran = await ReportAsync(context, target, snippet, wanted, cancellationToken);
        Check.Keep(context, target, ran.Lab, ran.Report, snippet.Text);
        await context.Shared.BringTogetherAsync(cancellationToken);
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
        context.Screen.Render(PrettyReport.Of(ran.Report, next.Setting with { Timings = timings, FailureIsShown = ran.FailureIsShown }, context.Screen.Width));
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
            var request = new RunRequest(lab, snippet.Text, snippet.Name, new RunOptions(wanted.Seed) { Inspects = wanted.Inspects });
            if (wanted.Record is not null)
                return await ForRecordAsync(context, request, cancellationToken);
            await using var runner = context.OpenRunner(wanted.Alone);
            CheckResult? shown = null;
            var report = await Check.RunAsync(context, runner, request, wanted.ShowsEarly(context) ? ShowEarly : null, cancellationToken);
            return new Ran(lab, report, Versions: null) { FailureIsShown = shown is not null && report.FirstFailure is { } first && first.Id == shown.Id && first.Status == shown.Status };

            void ShowEarly(CheckResult check)
            {
                shown = check;
                var setting = new ReportSetting(request.Lab.Title, snippet.Text, snippet.Name);
                context.Screen.Render(PrettyReport.Early(check, setting, context.Screen.Width));
                context.Screen.Note("The other checks go on …");
            }
        }
        catch (BrokenException error)
        {
            var verdict = new Verdict.InfrastructureError(error.Message, error.Remedy ?? "");
            return new Ran(lab, new RunReport(target.Lab.Id, lab?.Version ?? 0, verdict, 0, wanted.Seed, [], TimeSpan.Zero, [], ResourceUsage.None, [], "", []), Versions: null);
        }
    }

    // A record names the versions of all that took part, so its run is this command's own.
    private static async Task<Ran> ForRecordAsync(CommandContext context, RunRequest request, CancellationToken cancellationToken)
    {
        await using var grader = context.OpenGrader();
        var report = await Check.RunAsync(context, grader, request, failed: null, cancellationToken);
        return new Ran(request.Lab, report, report.Verdict is Verdict.InfrastructureError ? null : await grader.InspectVersionsAsync(request.Lab, cancellationToken));
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

        /// <summary>With a grader of this command's own.</summary>
        public bool Alone { get; init; }

        /// <summary>Whether a person looks on.</summary>
        public bool ShowsEarly(CommandContext context) => Format is ReportFormat.Pretty && context.Screen.Traits is { Output: true, Error: true };
    }

    /// <param name="Versions">Null where no record is wanted, or nothing was counted.</param>
    private sealed record Ran(Lab? Lab, RunReport Report, RunVersions? Versions)
    {
        /// <summary>Whether the first failure stands on the screen already.</summary>
        public bool FailureIsShown { get; init; }
    }
}
