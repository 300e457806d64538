using BackendLabs.Contract;
using BackendLabs.Judge.Snippets;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Running;

/// <summary>The judge's conversation with the grader, from the first message to the end of its input.</summary>
internal sealed class JudgeSession(MessageStream grader, TimeProvider time)
{
    private readonly GraderLink _link = new();
    private readonly CancellationTokenSource _ended = new();
    private PreparedLab? _lab;
    private Task _running = Task.CompletedTask;

    /// <returns>When the grader has closed the stream, or this process should not serve another run.</returns>
    public async Task ServeAsync()
    {
        var sending = SendAsync();
        try
        {
            while (await grader.ReadAsync(WireJson.Default.GraderToJudge, _ended.Token) is { } request)
                await TakeAsync(request);
        }
        catch (OperationCanceledException)
        {
            // A check keeps a thread for ever: this process ends, and the grader starts another.
        }

        _link.Complete();
        await sending;
    }

    private async Task TakeAsync(GraderToJudge request)
    {
        if (_link.Take(request))
            return;
        switch (request)
        {
            case GraderToJudge.Prepare prepare:
                await PrepareAsync(prepare);
                break;
            case GraderToJudge.RunChecks run:
                _running = RunAsync(run, _running);
                break;
        }
    }

    private async Task PrepareAsync(GraderToJudge.Prepare prepare)
    {
        if (_lab is not null)
            await _lab.DisposeAsync();
        (_lab, var answer) = await PreparedLab.LoadAsync(prepare, _link, time);
        _link.Send(answer);
    }

    // The grader may ask as soon as it has heard of the end of a run; its checks are made anew after that.
    private async Task RunAsync(GraderToJudge.RunChecks request, Task before)
    {
        await before;
        var lab = _lab ?? throw new InvalidOperationException("A run was asked for before a lab was prepared.");
        if (await RunChecksAsync(request, lab) || _ended.IsCancellationRequested)
            await _ended.CancelAsync();
        else
            _link.Send(new JudgeToGrader.RunCleared(request.RunId, await lab.ClearAsync(time)));
    }

    private async Task<bool> RunChecksAsync(GraderToJudge.RunChecks request, PreparedLab lab)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token);
        var cancellationToken = ending.Token;
        using var symbols = new SnippetSymbols(request.Symbols);
        var definition = lab.Definition;
        var run = new SnippetRun(request.RunId, request.Options, new LoadedSnippet(
            request.Assembly, symbols, definition.ContractAssembly, definition.Services, definition.Limits.OutputBytes)
        {
            Records = request.Options.Mode is not RunMode.Normal { RecordsTimeline: false },
        });
        try
        {
            await new ChecksInOrder(lab, run, time).RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _link.Send(new JudgeToGrader.RunEnded(request.RunId, "", OutputBytes: 0, Answers: null));
        }
        catch (Exception error)
        {
            // Nobody awaits a run; what broke is said as this process's last words, and the grader starts another.
            await Console.Error.WriteLineAsync(error.Message);
            await _ended.CancelAsync();
        }

        return run.LeavesThreads;
    }

    private async Task SendAsync()
    {
        await foreach (var reply in _link.Outbox.ReadAllAsync())
            await grader.WriteAsync(reply, WireJson.Default.JudgeToGrader, CancellationToken.None);
    }
}
