using System.Security.Cryptography;
using System.Text;
using BackendLabs.Cli.Progress;
using BackendLabs.Cli.Screens;
using BackendLabs.Cli.Sharing;
using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Checking;

/// <summary>One check of one snippet: run, kept, reported.</summary>
internal static class Check
{
    public static long NewSeed() => RandomNumberGenerator.GetInt32(1, int.MaxValue);

    /// <summary>Runs with progress on a terminal. What of ours breaks becomes a report too.</summary>
    /// <param name="failed">Shows the first check that did not pass, while the others go on; null where nobody looks.</param>
    public static async Task<RunReport> RunAsync(
        CommandContext context, ILabRunner runner, RunRequest request, Action<CheckResult>? failed, CancellationToken cancellationToken)
    {
        var started = context.Time.GetTimestamp();
        var known = new TaskCompletionSource<CheckResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            return await Busy.WhileAsync(
                context.Screen, context.Time, $"Checking {request.Lab.Title}",
                say => runner.RunAsync(request, new Saying(say, known), cancellationToken),
                failed is null ? null : new EarlyNews(known.Task, () => failed(known.Task.Result)));
        }
        catch (Exception error) when (error is not (OperationCanceledException or UsageException))
        {
            if (context.Paths.Debug)
                context.Screen.Note(error.ToString());
            return Broken(request, error, context.Time.GetElapsedTime(started));
        }
    }

    /// <summary>Keeps the attempt, unless nothing was counted, nothing was asked for, or the file is one of the lab's own.</summary>
    /// <param name="lab">Null where it could not be read.</param>
    public static void Keep(CommandContext context, CheckTarget target, Lab? lab, RunReport report, string source)
    {
        if (report.Verdict is Verdict.InfrastructureError || report.IsFree || IsOfLab(target))
            return;
        context.Progress.Tell(store =>
        {
            store.Add(new Attempt(report.Lab, report.Version, report.Verdict.Name, report.Score, report.Max, report.Seed, Digest(source),
                [.. report.Checks.Where(check => check.Status is not (CheckStatus.Passed or CheckStatus.NotRun)).Select(check => check.Id)], context.Time.GetUtcNow())
            {
                Unshared = new SharedAttempt(source, lab?.Digest ?? "", JsonReport.Write(report)).Write(),
            });
            store.CurrentLab = report.Lab;
        });
    }

    public static int ExitCodeOf(Verdict verdict) => verdict switch
    {
        Verdict.Passed => ExitCode.Done,
        Verdict.InfrastructureError => ExitCode.Infrastructure,
        _ => ExitCode.NotPassed,
    };

    /// <summary>SHA-256 in lower-case hex over a text's UTF-8.</summary>
    public static string Digest(string source) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)));

    private static bool IsOfLab(CheckTarget target) => target.Path is not null
        && target.Path.StartsWith(Path.GetFullPath(target.Lab.Folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static RunReport Broken(RunRequest request, Exception error, TimeSpan elapsed) => new(
        request.Lab.Id, request.Lab.Version,
        new Verdict.InfrastructureError(error.Message, (error as BrokenException)?.Remedy ?? "`lab doctor` looks at this machine; then try again."),
        Max: 0, request.Options.Seed, [], elapsed, [], ResourceUsage.None, [], "", []);

    private sealed class Saying(Action<string> say, TaskCompletionSource<CheckResult> failed) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Failed is { } check)
                failed.TrySetResult(check);
            else
                say(Words(value));
        }

        private static string Words(RunProgress value) => value.Stage switch
        {
            RunStage.Waiting => value.Number == 0 ? "Waiting: your run is the next" : $"Waiting: {CheckWords.Plural(value.Number, "run")} before yours",
            RunStage.Starting => value.Detail ?? "Starting",
            RunStage.Compiling => "Compiling",
            RunStage.Running => "Running",
            _ when value.Count > 0 => $"Check {value.Number} of {value.Count}{(value.Detail is null ? "" : $": {value.Detail}")}",
            _ => "Checking",
        };
    }
}
