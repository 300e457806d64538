using System.Data.Common;
using BackendLabs.Sessions.Running;
using BackendLabs.Store;

namespace BackendLabs.Cli.Grading;

/// <summary>Hands in the last drafts of students whose time is over, where their session's policy says so.</summary>
internal sealed class DraftClosing(LabStore store, TimeProvider time, Action<string> say)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    /// <summary>Goes on until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await CloseAsync(cancellationToken);
            await Task.Delay(Again, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task CloseAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await SessionClosing.HandInDraftsAsync(store, cancellationToken) is > 0 and var count)
                say($"Handed in {count} last drafts of students whose time was over.");
        }
        catch (Exception error) when (error is StoreUnusableException or DbException or OperationCanceledException)
        {
            // They are handed in another time: nothing is lost meanwhile.
        }
    }
}
