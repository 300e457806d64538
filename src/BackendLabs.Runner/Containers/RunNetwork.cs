using System.Text.Json.Nodes;
using BackendLabs.Runner.Containers.Creation;

namespace BackendLabs.Runner.Containers;

/// <summary>
/// The run's bridge, made when the first container publishes a port. An internal network publishes none, so it is a plain
/// one without masquerading: what a container sends outwards keeps an address to which no answer finds back.
/// </summary>
internal sealed class RunNetwork(EngineClient engine, DockerGatePolicy policy)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    // Two gates of one run may ask at once, and the Engine lets two networks have one name.
    private static readonly SemaphoreSlim s_making = new(1, 1);

    /// <returns>The network's name on the Engine.</returns>
    public async Task<string> EnsureAsync(CancellationToken cancellationToken)
    {
        await s_making.WaitAsync(cancellationToken);
        try
        {
            var found = await engine.SendAsync(
                HttpMethod.Get, $"networks?filters={RunContainers.LabelFilter(DockerLabels.Run, policy.Run)}", null, Limit, cancellationToken);
            if (found.Status == 200 && found.Json().AsArray().Count > 0)
                return policy.NetworkName;
            var made = await engine.SendAsync(HttpMethod.Post, "networks/create", EngineClient.Json(Body()), Limit, cancellationToken);
            return made.Status == 201
                ? policy.NetworkName
                : throw new EngineGoneException($"The Docker Engine makes no network: {made.Status} {made.Message()}");
        }
        finally
        {
            s_making.Release();
        }
    }

    private JsonObject Body() => new()
    {
        ["Name"] = policy.NetworkName,
        ["Driver"] = "bridge",
        ["CheckDuplicate"] = true,
        ["Labels"] = new JsonObject(ContainerBody.OwnLabels(policy).Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value))),
        ["Options"] = new JsonObject
        {
            ["com.docker.network.bridge.enable_ip_masquerade"] = "false",
            ["com.docker.network.bridge.host_binding_ipv4"] = "127.0.0.1",
        },
    };
}
