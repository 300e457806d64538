using System.Diagnostics;
using System.IO.Enumeration;

namespace BackendLabs.Runner.Sandboxing;

/// <summary>
/// Ends a process that fills a folder of the machine's disk: file systems have quotas for accounts at best, and the file
/// size limit holds for each file alone. Names and sizes are looked at, nothing is opened, no link is followed.
/// </summary>
internal sealed class DiskWatch : IAsyncDisposable
{
    private static readonly EnumerationOptions All = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;

    public DiskWatch(Process process, string folder, ProcessLimits limits) => _watching = WatchAsync(process, new DirectoryInfo(folder), limits);

    /// <summary>For the student; null where all is well.</summary>
    public string? Exceeded { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task WatchAsync(Process process, DirectoryInfo folder, ProcessLimits limits)
    {
        using var timer = new PeriodicTimer(RunnerTimes.DiskLook);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                Exceeded = Look(folder, limits);
                if (Exceeded is null)
                    continue;
                process.Kill(entireProcessTree: true);
                return;
            }
        }
        catch (Exception error) when (error is OperationCanceledException or InvalidOperationException)
        {
            // It has ended.
        }
    }

    internal static string? Look(DirectoryInfo folder, ProcessLimits limits)
    {
        var (entries, bytes, unsayable) = (0, 0L, false);
        var sizes = new FileSystemEnumerable<long>(
            folder.FullName,
            (ref entry) =>
            {
                unsayable |= entry.FileName.Contains('\uFFFD');
                return IsLink(entry) || entry.IsDirectory ? 0 : entry.Length;
            },
            All)
        {
            ShouldRecursePredicate = (ref entry) => !IsLink(entry),
        };
        try
        {
            foreach (var size in sizes)
            {
                // What is in such a folder cannot be counted by its path.
                if (unsayable)
                    return "Your code made a file beside the database whose name is no text.";
                if (++entries > limits.DiskEntries)
                    return $"Your code made more than {limits.DiskEntries} files beside the database.";
                if ((bytes += size) > limits.DiskBytes)
                    return $"Your code wrote more than {limits.DiskBytes / 1024 / 1024} MB beside the database.";
            }
        }
        catch (UnauthorizedAccessException)
        {
            return "Your code locked a folder beside the database, so that nobody can look into it.";
        }
        catch (IOException)
        {
            // What was there is gone again; the next look sees what there is.
        }

        return null;
    }

    private static bool IsLink(in FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
}
