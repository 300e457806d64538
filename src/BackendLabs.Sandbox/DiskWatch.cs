namespace BackendLabs.Sandbox;

/// <summary>
/// Ends a process that fills a folder of the machine's disk: file systems have quotas for accounts at best, and the file
/// size limit holds for each file alone. It looks every now and then, and once more before the process is ended.
/// </summary>
internal sealed class DiskWatch : IAsyncDisposable
{
    /// <summary>Every so many looks, mapped files are looked for too.</summary>
    private const int LooksBetweenMaps = 5;

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _looking = new();
    private readonly DiskUse _use;
    private readonly int _process;
    private readonly Action _kill;
    private readonly Func<long?>? _work;
    private readonly Task _watching;

    /// <param name="process">The first of those that are watched.</param>
    /// <param name="kill">Ends them all.</param>
    /// <param name="between">Two looks.</param>
    /// <param name="work">Grows whenever one of them runs: where it has not since the last look, nothing was written. Null where nobody knows.</param>
    public DiskWatch(int process, DiskUse use, Action kill, TimeSpan between, Func<long?>? work = null)
    {
        (_process, _use, _kill, _work) = (process, use, kill, work);
        _watching = WatchAsync(between);
    }

    /// <summary>For the student; null where all is well.</summary>
    public string? Exceeded { get; private set; }

    /// <summary>Before the process is ended, and what it holds is gone: what it took since the last look counts too.</summary>
    public void LookBeforeEnd() => Look(_process, maps: true);

    /// <summary>Once the process has ended: what it left.</summary>
    public void LookAfterEnd() => Look(process: null, maps: false);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task WatchAsync(TimeSpan between)
    {
        using var timer = new PeriodicTimer(between);
        try
        {
            long? before = null;
            for (var looks = 1; await timer.WaitForNextTickAsync(_stop.Token); looks++)
            {
                var now = _work?.Invoke();
                if (now is not null && now == before)
                    continue;
                before = now;
                Look(_process, maps: looks % LooksBetweenMaps == 0);
                if (Exceeded is null)
                    continue;
                _kill();
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // It has ended.
        }
    }

    private void Look(int? process, bool maps)
    {
        lock (_looking)
            Exceeded ??= _use.Look(process, maps);
    }
}
