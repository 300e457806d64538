using BackendLabs.Contract;

namespace BackendLabs.Grader;

/// <summary>Looks what services this machine has for labs.</summary>
internal static class ServiceStates
{
    public static async Task<IReadOnlyList<ServiceState>> InspectAsync(GraderParts parts, CancellationToken cancellationToken)
    {
        var states = new List<ServiceState>();
        foreach (var home in ServiceList.All)
        {
            if (await home.InspectAsync(parts, cancellationToken) is { } state)
                states.Add(state);
        }

        return states;
    }
}
