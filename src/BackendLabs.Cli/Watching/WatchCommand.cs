using System.CommandLine;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Learning;
using BackendLabs.Cli.Screens;
using BackendLabs.Cli.Shelf;
using BackendLabs.Labs;
using BackendLabs.Runner;

namespace BackendLabs.Cli.Watching;

internal static class WatchCommand
{
    public static Command Create(Desk desk)
    {
        var lab = LabNames.Argument(desk);
        var file = new Argument<string?>("FILE") { Arity = ArgumentArity.ZeroOrOne, Description = "Your answer; without it, your copy made by `lab start`." };
        return new LabCommand(
            "watch", "Check again on every save; Ctrl+C ends it.",
            ("lab watch", "Your copy of the current lab"),
            ("lab watch cache-aside", "Your copy of that lab"))
        {
            lab, file,
        }.Does((line, cancellationToken) => RunAsync(desk, Target(desk, line.GetValue(lab), line.GetValue(file)), cancellationToken));
    }

    private static CheckTarget Target(Desk desk, string? lab, string? file)
    {
        var target = CheckTarget.Of(desk, lab, file);
        return target.Path is null ? throw new UsageException("Standard input cannot be watched.", "Name a file.") : target;
    }

    private static async Task<int> RunAsync(Desk desk, CheckTarget target, CancellationToken cancellationToken)
    {
        var lab = LabShelf.Load(target.Lab);
        await using var runner = desk.OpenRunner(staysReady: true);
        runner.Prepare(lab);
        var watch = new Watch(desk, target, lab, runner);
        await watch.RunAsync(new FileSaves(target.Path!, desk.Time), cancellationToken);
        return ExitCode.Done;
    }
}

/// <summary>One watching: the newest contents are checked, a run of older ones is cancelled.</summary>
internal sealed class Watch(Desk desk, CheckTarget target, Lab lab, LabRunner runner)
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
            desk.Screen.Clear();
            desk.Screen.Note($"lab: {error.Message}");
            Waiting();
            return;
        }

        var report = await Check.RunAsync(desk, runner, new RunRequest(lab, snippet.Text, snippet.Name, Check.NewSeed()), cancellationToken);
        Check.Keep(desk, target, report, snippet.Text);
        Show(report, snippet);
        _before = report;
    }

    private SnippetFile Read(byte[]? content)
    {
        if (content is null)
            throw new UsageException($"There is no file {target.Shown} at the moment.");
        if (content.Length > SnippetFile.MostBytes)
            throw new UsageException($"{target.Shown} is longer than {CheckWords.Bytes(SnippetFile.MostBytes)}.");
        return new SnippetFile(target.Shown, SnippetFile.Decode(content, target.Shown));
    }

    private void Show(RunReport report, SnippetFile snippet)
    {
        desk.Screen.Clear();
        var next = NextStep.After(desk, lab, target, report, snippet);
        desk.Screen.Render(PrettyReport.Of(report, next.Setting, desk.Screen.Width));
        next.Record(desk);
        if (_before is not null && report.Verdict is not Verdict.InfrastructureError)
            desk.Screen.Render(Ink.Stack([Ink.Blank, Ink.Text("Since the last run", Ink.Quiet), Prefixed.Indented(RunDelta.Of(_before, report))]));
        Waiting();
    }

    private void Waiting()
    {
        if (desk.Screen.Traits.Error)
            desk.Screen.Note($"\n{desk.Time.GetLocalNow():HH:mm:ss} · waiting for {target.Shown} to be saved · Ctrl+C ends");
    }
}
