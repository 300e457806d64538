using BackendLabs.Contract;
using BackendLabs.Judge.Services;
using BackendLabs.Judge.Snapshots;
using BackendLabs.Judge.Worlds;

namespace BackendLabs.Judge.Running;

/// <summary>
/// Looks at what a world holds once its check is over and reported. The student's processes are ended first: what they
/// had not committed is gone, as it would be for the next process, and nobody writes to a file that is being read.
/// </summary>
internal sealed class SnapshotReader(World world, PreparedLab lab, TimeProvider time)
{
    /// <summary>Whether a thread is still reading; this process should not serve another run then.</summary>
    public bool LeavesThread { get; private set; }

    public async Task<WorldSnapshot> TakeAsync(CancellationToken cancellationToken)
    {
        var looked = lab.Definition.Services.Where(service => Contract.Services.ServiceKinds.Of(service.Value).SnapshotTitle is not null).ToList();
        if (looked.Count == 0)
            return new WorldSnapshot([]);
        var areGone = await world.EndAllHostsAsync();
        var seen = new List<ServiceSnapshot>();
        foreach (var (name, kind) in looked)
        {
            var look = new WorldLook(name, world, new SnapshotBudget(SnapshotLimits.Bytes / looked.Count), areGone, time, cancellationToken);
            seen.Add(await ServiceHomes.Of(kind).LookAsync(look));
            LeavesThread |= look.LeavesThread;
        }

        return new WorldSnapshot(seen);
    }
}
