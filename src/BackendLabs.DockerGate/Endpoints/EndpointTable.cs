using BackendLabs.DockerGate.Http;

namespace BackendLabs.DockerGate.Endpoints;

/// <summary>All that a gate does.</summary>
internal static class EndpointTable
{
    private static readonly IReadOnlyList<Endpoint> s_all =
    [
        .. SystemEndpoints.Table,
        .. ContainerEndpoints.Table,
        .. LifecycleEndpoints.Table,
        .. ImageEndpoints.Table,
    ];

    /// <exception cref="RequestRefusedException">There is no such endpoint here.</exception>
    public static (Endpoint Endpoint, string Argument) Find(GateRequest request, EngineGatePolicy policy)
    {
        var segments = WithoutVersion(request.Target.Segments);
        foreach (var endpoint in s_all.Where(endpoint => endpoint.Method == request.Method))
        {
            if (endpoint.Match(segments) is { } argument)
                return (endpoint, argument);
        }

        throw RequestRefusedException.NotHere(AbsentEndpoints.Reason(request.Method, segments, policy));
    }

    private static IReadOnlyList<string> WithoutVersion(IReadOnlyList<string> segments)
    {
        if (segments.Count < 2 || segments[0][0] != 'v' || EngineApiVersion.Parse(segments[0][1..]) is not { } version)
            return segments;
        return EngineApiVersion.IsSpokenByClients(version)
            ? [.. segments.Skip(1)]
            : throw RequestRefusedException.NotHere($"The Engine API v{version} is not spoken here; use one from v1.24 on.");
    }
}
