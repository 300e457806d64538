using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using BackendLabs.DockerGate.Creation;

namespace BackendLabs.DockerGate.Ports;

/// <summary>
/// The network of a container that publishes ports: a namespace with a loopback interface and nothing else, held open by a
/// small container of ours. A bridge is no wall here. The host answers on its address, internal or not, and even where the
/// Engine gives it none (<c>inhibit_ipv4</c>) the host's services hear what is broadcast; closing that takes root.
/// </summary>
internal static class PortNamespace
{
    /// <summary>
    /// What a published port leads to. It is an address of the loopback interface: a server that listens on 127.0.0.1
    /// alone stays out of reach, as it would on any of Docker's networks.
    /// </summary>
    public const string Address = "10.88.0.2";

    public const string Role = "network";

    private const string Nowhere = "127.0.0.1";
    private const long MemoryBytes = 32L * 1024 * 1024;
    private const int Processes = 64;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <returns>The holder's id.</returns>
    /// <exception cref="EngineGoneException">The Engine does not answer, or makes none.</exception>
    public static async Task<string> OpenAsync(EngineClient engine, EngineGatePolicy policy, string hostname, CancellationToken cancellationToken)
    {
        var name = $"bl-{policy.Run}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        var made = await engine.SendAsync(
            HttpMethod.Post, $"containers/create?name={name}", EngineClient.Json(Body(policy, hostname)), Limit, cancellationToken);
        if (made.Status != 201)
            throw new EngineGoneException($"The Docker Engine makes no network for a container: {made.Status} {made.Message()}");
        var id = made.Json()["Id"]!.GetValue<string>();
        var started = await engine.SendAsync(HttpMethod.Post, $"containers/{id}/start", null, Limit, cancellationToken);
        if (started.Status == 204)
            return id;
        await CloseAsync(engine, id, cancellationToken);
        throw new EngineGoneException($"The Docker Engine starts no network for a container: {started.Status} {started.Message()}");
    }

    public static Task CloseAsync(EngineClient engine, string holder, CancellationToken cancellationToken) =>
        engine.SendAsync(HttpMethod.Delete, $"containers/{holder}?force=1&v=1", null, Limit, cancellationToken);

    /// <summary>The holder in whose namespace a container is, by its <c>NetworkMode</c>; null where it has none.</summary>
    public static string? HolderOf(JsonNode? networkMode) =>
        networkMode?.GetValue<string>() is { } mode && mode.StartsWith("container:", StringComparison.Ordinal) ? mode["container:".Length..] : null;

    /// <summary>Where names lead that a container looks up: to its own loopback, where nobody answers.</summary>
    public static void LookUpNothing(JsonObject host)
    {
        host["Dns"] = new JsonArray(Nowhere);
        host["DnsSearch"] = new JsonArray(".");
    }

    private static JsonObject Body(EngineGatePolicy policy, string hostname)
    {
        var labels = new JsonObject(ContainerBody.OwnLabels(policy).Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value)))
        {
            [DockerLabels.Role] = Role,
        };
        var host = new JsonObject
        {
            ["NetworkMode"] = "none",
            ["CapDrop"] = new JsonArray("ALL"),
            ["CapAdd"] = new JsonArray("NET_ADMIN"),
            ["SecurityOpt"] = new JsonArray("no-new-privileges"),
            ["IpcMode"] = "private",
            ["ReadonlyRootfs"] = true,
            ["Memory"] = MemoryBytes,
            ["MemorySwap"] = MemoryBytes,
            ["PidsLimit"] = Processes,
            ["ExtraHosts"] = new JsonArray($"{hostname}:{Address}"),
            ["LogConfig"] = new JsonObject { ["Type"] = "json-file", ["Config"] = new JsonObject { ["max-size"] = "64k", ["max-file"] = "1" } },
        };
        LookUpNothing(host);
        return new JsonObject
        {
            ["Image"] = BaseImage.Name,
            ["Cmd"] = new JsonArray("sh", "-c", string.Create(CultureInfo.InvariantCulture, $"ip addr add {Address}/32 dev lo && exec sleep 86400")),
            ["User"] = "0",
            ["Hostname"] = hostname,
            ["Labels"] = labels,
            ["HostConfig"] = host,
        };
    }
}
