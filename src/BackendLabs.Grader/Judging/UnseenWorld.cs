using BackendLabs.Contract;
using BackendLabs.Contract.Services;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Judging;

/// <summary>In place of what a world held, why nobody could look.</summary>
internal static class UnseenWorld
{
    public static WorldSnapshot Of(Lab lab, string reason) => new([.. lab.Services
        .Where(service => ServiceKinds.Of(service.Value.Kind).SnapshotTitle is not null)
        .Select(service => new ServiceSnapshot.Unseen(service.Key, service.Value.Kind, reason))]);
}
