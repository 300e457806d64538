using System.CommandLine;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Learning;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Resident;
using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Watching;

internal static class WatchCommand
{
    public static Command Create(CommandContext context)
    {
        var lab = LabNames.Argument(context);
        var file = new Argument<string?>("FILE") { Arity = ArgumentArity.ZeroOrOne, Description = "Your answer; without it, your copy made by `lab start`." };
        var alone = ResidentCommand.AloneOption();
        return new LabCommand(
            "watch", "Check again on every save; Ctrl+C ends it.",
            ("lab watch", "Your copy of the current lab"),
            ("lab watch cache-aside", "Your copy of that lab"))
        {
            lab, file, alone,
        }.Does((line, cancellationToken) => RunAsync(context, Target(context, line.GetValue(lab), line.GetValue(file)), line.GetValue(alone), cancellationToken));
    }

    private static CheckTarget Target(CommandContext context, string? lab, string? file)
    {
        var target = CheckTarget.Of(context, lab, file);
        return target.Path is null ? throw new UsageException("Standard input cannot be watched.", "Name a file.") : target;
    }

    private static async Task<int> RunAsync(CommandContext context, CheckTarget target, bool alone, CancellationToken cancellationToken)
    {
        var lab = LabLibrary.Load(target.Lab);
        await using var runner = context.OpenRunner(alone, staysReady: true);
        runner.Prepare(lab);
        var watch = new Watch(context, target, lab, runner);
        await watch.RunAsync(new FileSaves(target.Path!, context.Time), cancellationToken);
        return ExitCode.Done;
    }
}

/// <summary>One watching: the newest contents are checked, a run of older ones is cancelled.</summary>
internal sealed class Watch(CommandContext context, CheckTarget target, Lab lab, ILabRunner runner)
{
    private RunReport? _before;

    public async Task RunAsync(FileSaves file, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var saves = file.ReadAsync(stop.Token).GetAsyncEnumerator(CancellationToken.None);
        var next = saves.MoveNextAsync().AsTask();
        try
        {
            while (await next)
            {
                var content = saves.Current;
                next = saves.MoveNextAsync().AsTask();
                await CheckUnlessSupersededAsync(content, next, cancellationToken);
            }
        }
        finally
        {
            // An enumerator must not be left in the middle of a step.
            await stop.CancelAsync();
            await Task.WhenAny(next);
        }
    }

    private async Task CheckUnlessSupersededAsync(byte[]? content, Task next, CancellationToken cancellationToken)
    {
        using var superseded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var check = CheckAsync(content, superseded.Token);
        if (await Task.WhenAny(check, next) == next && !check.IsCompleted)
            await superseded.CancelAsync();
        try
        {
            await check;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // A newer save came first.
        }
    }

    private async Task CheckAsync(byte[]? content, CancellationToken cancellationToken)
    {
        SnippetFile snippet;
        try
        {
            snippet = Read(content);
        }
        catch (UsageException error)
        {
            context.Screen.Clear();
            context.Screen.Note($"lab: {error.Message}");
            Waiting();
            return;
        }

        var report = await Check.RunAsync(context, runner, new RunRequest(lab, snippet.Text, snippet.Name, new RunOptions(Check.NewSeed())), context.Screen.Traits is { Output: true, Error: true } ? check => ShowEarly(check, snippet) : null, cancellationToken);
        Check.Keep(context, target, lab, report, snippet.Text);
        await ShareAsync(cancellationToken);
        Show(report, snippet);
        _before = report;
    }

    private async Task ShareAsync(CancellationToken cancellationToken)
    {
        if (target.IsOwnCopy(context))
            await context.Shared.ExchangeDraftAsync(target.Lab, Path.GetDirectoryName(target.Path)!, cancellationToken);
        await context.Shared.BringTogetherAsync(cancellationToken);
    }

    private SnippetFile Read(byte[]? content)
    {
        if (content is null)
            throw new UsageException($"There is no file {target.Shown} at the moment.");
        if (content.Length > SnippetFile.MostBytes)
            throw new UsageException($"{target.Shown} is longer than {CheckWords.Bytes(SnippetFile.MostBytes)}.");
        return new SnippetFile(target.Shown, SnippetFile.Decode(content, target.Shown));
    }

    // The whole report takes its place.
    private void ShowEarly(CheckResult check, SnippetFile snippet)
    {
        context.Screen.Clear();
        var setting = new ReportSetting(lab.Title, snippet.Text, snippet.Name);
        context.Screen.Render(PrettyReport.Early(check, setting, context.Screen.Width));
        context.Screen.Note("The other checks go on …");
    }

    private void Show(RunReport report, SnippetFile snippet)
    {
        context.Screen.Clear();
        var next = NextStep.After(context, lab, target, report, snippet);
        context.Screen.Render(PrettyReport.Of(report, next.Setting, context.Screen.Width));
        next.Record(context);
        if (_before is not null && report.Verdict is not Verdict.InfrastructureError)
            context.Screen.Render(Ink.Stack([Ink.Blank, Ink.Text("Since the last run", Ink.Quiet), Prefixed.Indented(RunDelta.Of(_before, report))]));
        Waiting();
    }

    private void Waiting()
    {
        if (context.Screen.Traits.Error)
            context.Screen.Note($"\n{context.Time.GetLocalNow():HH:mm:ss} · waiting for {target.Shown} to be saved · Ctrl+C ends");
    }
}
