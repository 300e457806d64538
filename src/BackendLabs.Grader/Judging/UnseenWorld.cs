using BackendLabs.Contract;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Judging;

/// <summary>In place of what a world held, why nobody could look.</summary>
internal static class UnseenWorld
{
    private static readonly string[] Looked = ["sqlite", "redis"];

    public static WorldSnapshot Of(Lab lab, string reason) => new([.. lab.Services
        .Where(service => Looked.Contains(service.Value.Kind))
        .Select(service => new ServiceSnapshot.Unseen(service.Key, service.Value.Kind, reason))]);
}
