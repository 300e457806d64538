using BackendLabs.Contract;
using BackendLabs.Grader.Judging;
using BackendLabs.Grader.Services.Redis;
using BackendLabs.Labs;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader;

/// <summary>Where the runner's own files are.</summary>
/// <param name="AppFolder">The published folder: <c>compiler/</c>, <c>host/</c>, <c>judge/</c> beneath it.</param>
/// <param name="CacheFolder">Compiled check scripts, by content; may be removed at any time.</param>
public sealed record GraderOptions(string AppFolder, string CacheFolder)
{
    /// <summary>How many worlds are kept ready ahead of their use.</summary>
    public int WorldsAhead { get; init; } = 2;

    /// <summary>Whether that is so between runs too: for a runner that somebody may ask again at any time.</summary>
    public bool StaysReady { get; init; } = true;

    /// <summary>How many runs go on at once; the others wait for their turn.</summary>
    public int RunsAtOnce { get; init; } = int.MaxValue;

    /// <summary>Where the graders of one account meet, so that all of them together run no more at once than the machine has cores; null for one that asks nobody.</summary>
    public string? TurnsFolder { get; init; }

    /// <summary>How many checks of one run go on at once, where no other run wants the place and the lab allows it.</summary>
    public int ChecksAtOnce { get; init; } = 1;

    /// <summary>Which layers must hold before anything runs. Where one does not, every call fails with <see cref="InfrastructureException"/>, and runs are reported as broken.</summary>
    public LayerPolicy Policy { get; init; } = new LayerPolicy.Practice();

    /// <summary>
    /// Whether each check that runs out of time is repeated once with no other run of this runner under way, and the second
    /// result counts. Always so where the policy is <see cref="LayerPolicy.Graded"/>; in practice, where an endless loop would
    /// take twice as long, only a check that ran on a machine without a processor to spare is.
    /// </summary>
    public bool RepeatsTimeLimits { get; init; }

    /// <summary>What the machine has to make sandboxes with; looked for where null.</summary>
    internal MachineTools? Tools { get; init; }

    /// <summary>What the machine's cores have done so far.</summary>
    internal Func<MachineBusyness> Busyness { get; init; } = MachineBusyness.Now;

    /// <summary>The images that a Redis server may come from where the machine has none.</summary>
    internal IReadOnlyList<RedisImageName> RedisImages { get; init; } = RedisImage.Usual;
}
