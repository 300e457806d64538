using System.Data.Common;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Screens;
using BackendLabs.Grader;
using BackendLabs.Store;

namespace BackendLabs.Cli.Grading;

/// <summary>A claim that is renewed while its run goes on, and the run's progress on its way into the store.</summary>
internal sealed class HeldRun : IProgress<RunProgress>, IAsyncDisposable
{
    private static readonly TimeSpan Renewal = RunQueue.Lease / 3;
    private static readonly TimeSpan WatchAgain = TimeSpan.FromSeconds(1);

    private readonly LabStore _store;
    private readonly ClaimedRun _run;
    private readonly CancellationTokenSource _lost;
    private readonly CancellationTokenSource _ending = new();
    private readonly Channel<RunProgress> _progress = Channel.CreateUnbounded<RunProgress>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _work;

    public HeldRun(LabStore store, ClaimedRun run, CancellationToken cancellationToken)
    {
        _store = store;
        _run = run;
        _lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _work = Task.WhenAll(RenewAsync(), WatchAsync(), WriteAsync());
    }

    /// <summary>Cancelled when the claim is lost or the grader stops: the run ends then.</summary>
    public CancellationToken Lost => _lost.Token;

    public void Report(RunProgress value) => _progress.Writer.TryWrite(value);

    /// <summary>Stops renewing, once all progress is written.</summary>
    public async Task FinishAsync()
    {
        _progress.Writer.TryComplete();
        await _ending.CancelAsync();
        await _work;
    }

    public async ValueTask DisposeAsync()
    {
        await FinishAsync();
        _lost.Dispose();
    }

    private async Task RenewAsync()
    {
        using var renewal = new PeriodicTimer(Renewal);
        using var stop = _ending.Token.Register(renewal.Dispose);
        while (await renewal.WaitForNextTickAsync(CancellationToken.None))
            await TryAsync(() => _store.Queue.RenewAsync(_run, CancellationToken.None));
    }

    private async Task WatchAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            if (await TryAsync(() => _store.Queue.LostAsync(_run, _ending.Token)))
                await _lost.CancelAsync();
            await Task.Delay(WatchAgain, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WriteAsync()
    {
        await foreach (var progress in _progress.Reader.ReadAllAsync(CancellationToken.None))
            await TryAsync(() => _store.Events.AppendAsync(_run, "progress", Json(progress), CancellationToken.None));
    }

    // A store that is away for a moment takes nothing away; the lease decides.
    private static async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception error) when (error is StoreUnusableException or DbException or OperationCanceledException)
        {
            return false;
        }
    }

    private static string Json(RunProgress progress) => JsonText.Write(
        new StageJson(
            progress.Stage.ToString().ToLowerInvariant(), progress.Number, progress.Count, progress.Detail, progress.Failed is { } failed ? CheckJson.Of(failed) : null),
        CliJson.Default.StageJson);
}

/// <param name="Failed">The run's first failing check, once it is known.</param>
internal sealed record StageJson(
    string Stage, int Number, int Count, string? Detail, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CheckJson? Failed);
