using BackendLabs.Contract;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Snapshots;

/// <summary>
/// Looks at what a world holds once its check is over and reported. The student's processes are ended first: what they
/// had not committed is gone, as it would be for the next process, and nobody writes to a file that is being read.
/// </summary>
/// <param name="services">The lab's: name to kind.</param>
internal sealed class SnapshotReader(World world, IReadOnlyDictionary<string, string> services, TimeProvider time)
{
    /// <summary>Whether a thread is still reading; this process should not serve another run then.</summary>
    public bool LeavesThread { get; private set; }

    public async Task<WorldSnapshot> TakeAsync(CancellationToken cancellationToken)
    {
        var looked = services.Where(service => service.Value is "sqlite" or "redis").ToList();
        if (looked.Count == 0)
            return new WorldSnapshot([]);
        var areGone = await world.EndAllHostsAsync();
        var seen = new List<ServiceSnapshot>();
        foreach (var (name, kind) in looked)
        {
            var budget = new SnapshotBudget(SnapshotLimits.Bytes / looked.Count);
            seen.Add(kind == "sqlite" ? await DatabaseAsync(name, budget, areGone, cancellationToken) : await RedisAsync(name, budget, cancellationToken));
        }

        return new WorldSnapshot(seen);
    }

    private async Task<ServiceSnapshot> RedisAsync(string service, SnapshotBudget budget, CancellationToken cancellationToken) =>
        world.Opened.Redis is { } server
            ? await RedisSnapshot.LookAsync(service, server, budget, time, cancellationToken)
            : new ServiceSnapshot.Unseen(service, "redis", "There was none.");

    private async Task<ServiceSnapshot> DatabaseAsync(string service, SnapshotBudget budget, bool areGone, CancellationToken cancellationToken)
    {
        if (!areGone)
            return Unseen("A process of your code would not end, and may still write to it.");
        // Reading a schema cannot always be broken off, so it has a thread that can be left behind.
        var looking = Task.Factory.StartNew(
            () => DatabaseSnapshot.Look(service, world.DatabasePath, budget, time), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return await looking.WaitAsync(JudgeTimes.Look + JudgeTimes.Look, cancellationToken);
        }
        catch (TimeoutException)
        {
            LeavesThread = true;
            return Unseen("SQLite did not come to an end with reading it.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Unseen("Its file could not be opened.");
        }

        ServiceSnapshot.Unseen Unseen(string reason) => new(service, "sqlite", reason);
    }
}
