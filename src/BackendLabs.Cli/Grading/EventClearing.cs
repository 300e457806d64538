using System.Data.Common;
using BackendLabs.Store;

namespace BackendLabs.Cli.Grading;

/// <summary>Clears what led to the end of old attempts, a little at a time, so that the store does not grow for ever.</summary>
internal sealed class EventClearing(LabStore store, TimeProvider time)
{
    private const int AtOnce = 1_000;

    /// <summary>Nobody resumes a stream of events so old.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private static readonly TimeSpan Again = TimeSpan.FromHours(1);
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);

    /// <summary>Goes on until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var more = await ClearAsync(cancellationToken);
            await Task.Delay(more ? Breath : Again, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> ClearAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await store.Events.ClearAsync(Kept, AtOnce, cancellationToken) == AtOnce;
        }
        catch (Exception error) when (error is StoreUnusableException or DbException or OperationCanceledException)
        {
            // It is cleared another time.
            return false;
        }
    }
}
