using BackendLabs.Labs.Files;

namespace BackendLabs.Grader.Judging;

/// <summary>
/// Turns at the machine, which all graders of one account share: as many runs go on at once as it has cores, whichever of the
/// graders they belong to. More of them would take each other's time, and each would take longer than all of them in turn.
/// A turn is a file that the kernel keeps locked for as long as its process lives, so that a dead one has none.
/// </summary>
/// <param name="folder">Where the files are.</param>
/// <param name="most">How many runs go on at once.</param>
internal sealed class MachineTurns(string folder, int most, TimeProvider time)
{
    /// <summary>Whoever has waited this long goes on without a turn: a process that was stopped (Ctrl+Z) keeps its own.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(25);

    // One of a process's runs asks at a time, so that a process with many has no better chance than one with few.
    private readonly SemaphoreSlim _asking = new(1, 1);

    /// <summary>Waits for a turn. It ends when it is disposed.</summary>
    /// <returns>Null where none is to be had: the wait was too long, or the folder cannot be used.</returns>
    public async Task<IDisposable?> TakeAsync(CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            var began = time.GetTimestamp();
            PrivateFolder.Make(folder);
            // Who waits at the gate comes before who has only just ended a run and has another.
            using var gate = await LockAsync(["gate"], began, cancellationToken);
            return gate is null ? null : await LockAsync([.. Enumerable.Range(1, most).Select(number => $"turn-{number}")], began, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A disk that is full or read-only is said by what needs it.
            return null;
        }
        finally
        {
            _asking.Release();
        }
    }

    private async Task<FileStream?> LockAsync(string[] names, long began, CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var name in names)
            {
                if (FileLock.TryTake(Path.Combine(folder, name)) is { } taken)
                    return taken;
            }

            if (time.GetElapsedTime(began) >= Patience)
                return null;
            await Task.Delay(BetweenLooks, time, cancellationToken);
        }
    }
}
