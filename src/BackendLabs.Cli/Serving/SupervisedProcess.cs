using System.Globalization;

namespace BackendLabs.Cli.Serving;

/// <summary>A program of ours that runs beside this one, and is started again when it dies.</summary>
internal sealed class SupervisedProcess : IAsyncDisposable
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Who has lived so long dies of something new.</summary>
    private static readonly TimeSpan LongLife = TimeSpan.FromMinutes(1);

    private readonly SupervisionPlan _plan;
    private readonly CommandContext _desk;
    private readonly SupervisionLog _log;
    private readonly CancellationTokenSource _stopping = new();
    private SupervisedRun _run;
    private Task _keeping = Task.CompletedTask;

    private SupervisedProcess(CommandContext context, SupervisionPlan plan)
    {
        _desk = context;
        _plan = plan;
        _log = new SupervisionLog(plan.Log);
        _run = Start();
    }

    public static SupervisedProcess Of(CommandContext context, SupervisionPlan plan) => new(context, plan);

    /// <summary>Waits until it can do its work for the first time, and keeps it alive from then on.</summary>
    /// <exception cref="BrokenException">It ended before, or takes longer than it may.</exception>
    public async Task ReadyAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var end = _run.EndAsync(waiting.Token);
        var first = await Task.WhenAny(_run.Ready, end, Task.Delay(within, _desk.Time, waiting.Token));
        cancellationToken.ThrowIfCancellationRequested();
        if (first == end)
            throw Failed($"ended while starting (exit code {await end})");
        await waiting.CancelAsync();
        if (first != _run.Ready)
            throw Failed($"could not start within {within.TotalSeconds:0} seconds");
        _keeping = KeepAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _run.DisposeAsync();
        _log.Dispose();
        _stopping.Dispose();
    }

    private async Task KeepAsync()
    {
        var wait = ShortestWait;
        while (true)
        {
            var born = _desk.Time.GetTimestamp();
            var code = await _run.EndAsync(_stopping.Token);
            wait = _desk.Time.GetElapsedTime(born) > LongLife ? ShortestWait : wait;
            _desk.Screen.Note(string.Create(CultureInfo.InvariantCulture, $"! {_plan.Name} ended (exit code {code}); starting again in {wait.TotalSeconds:0.#} s. all that was said: {_log.Path}"));
            await Task.Delay(wait, _desk.Time, _stopping.Token);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
            await _run.DisposeAsync();
            _run = Start();
            _ = _run.Ready.ContinueWith(_ => _desk.Screen.Note($"  {_plan.Name}: running again."), _stopping.Token, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        }
    }

    private SupervisedRun Start() => SupervisedRun.Start(_plan, _log, line => _desk.Screen.Note($"{line}"));

    private BrokenException Failed(string how)
    {
        var said = string.Join("", _log.Last.Select(line => $"\n    {line}"));
        return new BrokenException($"{_plan.Name} {how}.{said}", $"All that was said: {_log.Path}");
    }
}
