using BackendLabs.Contract;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Sights;

/// <summary>
/// Looks at what a world holds once its check is over and reported. The student's processes are ended first: what they
/// had not committed is gone, as it would be for the next process, and nobody writes to a file that is being read.
/// </summary>
/// <param name="services">The lab's: name to kind.</param>
internal sealed class WorldLook(World world, IReadOnlyDictionary<string, string> services, TimeProvider time)
{
    /// <summary>Whether a thread is still reading; this process should not serve another run then.</summary>
    public bool LeavesThread { get; private set; }

    public async Task<WorldSight> TakeAsync(CancellationToken cancellationToken)
    {
        var looked = services.Where(service => service.Value is "sqlite" or "redis").ToList();
        if (looked.Count == 0)
            return new WorldSight([]);
        var areGone = await world.EndAllHostsAsync();
        var seen = new List<ServiceSight>();
        foreach (var (name, kind) in looked)
        {
            var budget = new SightBudget(SightLimits.Bytes / looked.Count);
            seen.Add(kind == "sqlite" ? await DatabaseAsync(name, budget, areGone, cancellationToken) : await RedisAsync(name, budget, cancellationToken));
        }

        return new WorldSight(seen);
    }

    private async Task<ServiceSight> RedisAsync(string service, SightBudget budget, CancellationToken cancellationToken) =>
        world.Opened.Redis is { } server
            ? await RedisSight.LookAsync(service, server, budget, time, cancellationToken)
            : new ServiceSight.Unseen(service, "redis", "There was none.");

    private async Task<ServiceSight> DatabaseAsync(string service, SightBudget budget, bool areGone, CancellationToken cancellationToken)
    {
        if (!areGone)
            return Unseen("A process of your code would not end, and may still write to it.");
        // Reading a schema cannot always be broken off, so it has a thread that can be left behind.
        var looking = Task.Factory.StartNew(
            () => DatabaseSight.Look(service, world.DatabasePath, budget, time), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
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

        ServiceSight.Unseen Unseen(string reason) => new(service, "sqlite", reason);
    }
}
