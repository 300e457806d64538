using System.Text;
using System.Text.Json.Nodes;
using BackendLabs.DockerGate.Http;

namespace BackendLabs.DockerGate.Endpoints;

/// <summary>What a client asks before it does anything: is somebody there, and which version is it.</summary>
internal static class SystemEndpoints
{
    public static IEnumerable<Endpoint> Table =>
    [
        new("GET", ["_ping"], Operation: null, PingAsync),
        new("HEAD", ["_ping"], Operation: null, PingAsync),
        new("GET", ["version"], Operation: null, VersionAsync),
    ];

    private static Task<GateAnswer> PingAsync(GateCall call, CancellationToken cancellationToken)
    {
        call.Query.Done();
        return Task.FromResult<GateAnswer>(new GateAnswer.Whole(200, "", Encoding.ASCII.GetBytes("OK"), "text/plain; charset=utf-8"));
    }

    /// <summary>Numbers only: the kernel's and the host's names are nobody's business.</summary>
    private static Task<GateAnswer> VersionAsync(GateCall call, CancellationToken cancellationToken)
    {
        call.Query.Done();
        var engine = call.World.Engine;
        return Task.FromResult(GateAnswer.Json(200, new JsonObject
        {
            ["Version"] = engine.Version,
            ["ApiVersion"] = engine.ApiVersion,
            ["MinAPIVersion"] = "1.24",
            ["Os"] = "linux",
            ["Arch"] = engine.Architecture,
        }, ""));
    }
}
