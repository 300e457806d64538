using System.Data.Common;
using System.Globalization;
using BackendLabs.Cli.Resident;
using BackendLabs.Store;

namespace BackendLabs.Cli.Grading;

/// <summary>
/// A file whose time says when a grader of this account last reached its store. It is for whatever watches over graders:
/// one that is alive and takes nothing from the queue looks healthy to everybody else.
/// </summary>
internal sealed class Heartbeat(string file, TimeProvider time)
{
    /// <summary>A grader that has not reached its store for so long does no work.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    public static Heartbeat Of(CommandContext context)
    {
        var place = ResidentPlace.Of(context.Paths);
        place.Make();
        return new Heartbeat(Path.Combine(place.Folder, "grader.beat"), context.Time);
    }

    /// <summary>Goes on until cancelled; then there is no grader.</summary>
    public async Task RunAsync(LabStore store, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await BeatAsync(store, cancellationToken);
            await Task.Delay(Beat, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        File.Delete(file);
    }

    /// <returns>How long ago a grader reached its store.</returns>
    /// <exception cref="BrokenException">None did, or it is longer ago than <see cref="Fresh"/>.</exception>
    public TimeSpan Look()
    {
        if (!File.Exists(file))
            throw new BrokenException("No grader of this account runs.", "Start one: lab grader");
        var since = time.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(file);
        return since <= Fresh ? since : throw new BrokenException(
            string.Create(CultureInfo.InvariantCulture, $"A grader last reached its store {since.TotalSeconds:0} s ago."),
            "It was killed, it hangs, or its store does not answer: what it says itself tells which.");
    }

    private async Task BeatAsync(LabStore store, CancellationToken cancellationToken)
    {
        try
        {
            await store.Queue.LengthAsync(cancellationToken);
            await File.WriteAllBytesAsync(file, [], cancellationToken);
            File.SetLastWriteTimeUtc(file, time.GetUtcNow().UtcDateTime);
        }
        catch (Exception error) when (error is StoreUnusableException or DbException or IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            // The file's time stays, and that says it.
        }
    }
}
