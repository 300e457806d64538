using BackendLabs.Store.Databases;

namespace BackendLabs.Store;

/// <summary>Wakes those who wait for something in the store. It says that something changed, not what: they look again.</summary>
internal sealed class StoreChanges(StoreDatabase database) : IAsyncDisposable
{
    // Has no timer, so nothing is left where it is not disposed.
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource _next = Fresh();
    private Task? _watching;

    /// <summary>Completes with the next change. Take it before you look, and await it where you found nothing: so none is missed.</summary>
    public Task Next()
    {
        lock (_lock)
        {
            _watching ??= database.WatchAsync(Changed, _ending.Token);
            return _next.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_ending.IsCancellationRequested)
            return;
        await _ending.CancelAsync();
        if (_watching is not null)
            await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Changed();
    }

    private void Changed()
    {
        lock (_lock)
        {
            _next.TrySetResult();
            _next = Fresh();
        }
    }

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
