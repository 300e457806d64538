using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace BackendLabs.DockerGate.Ports;

/// <summary>
/// Which ports of a container are published where. It is kept in a label of the container's, so that every gate of the
/// run tells the same; the Engine itself publishes nothing.
/// </summary>
/// <param name="All">Whether the container asked for all of its ports.</param>
/// <param name="Ports">The container's ports (<c>80/tcp</c>) to loopback ports of this machine; none where it is exposed only.</param>
internal sealed record PortBook(bool All, IReadOnlyDictionary<string, int[]> Ports)
{
    private const string Loopback = "127.0.0.1";

    public static PortBook? Of(JsonNode? labels) =>
        labels?[DockerLabels.Ports]?.GetValue<string>() is { } text ? JsonSerializer.Deserialize(text, PortBookJson.Default.PortBook) : null;

    public string ToLabel() => JsonSerializer.Serialize(this, PortBookJson.Default.PortBook);

    public JsonObject Exposed() => Map(Ports.Keys, _ => new JsonObject());

    /// <summary>As <c>HostConfig.PortBindings</c>.</summary>
    public JsonObject Bindings() => Map(Ports.Keys.Where(port => Ports[port].Length > 0), port => HostPorts(port));

    /// <summary>As <c>NetworkSettings.Ports</c> while the container runs.</summary>
    public JsonObject Published() => Map(Ports.Keys, port => Ports[port].Length > 0 ? HostPorts(port) : null);

    /// <summary>As <c>Ports</c> in a list of containers.</summary>
    public JsonArray Listed() => new([.. Ports.SelectMany(port => Listed(port.Key, port.Value))]);

    private static IEnumerable<JsonNode> Listed(string port, int[] hostPorts)
    {
        var (number, protocol) = Split(port);
        if (hostPorts.Length == 0)
            yield return new JsonObject { ["PrivatePort"] = number, ["Type"] = protocol };
        foreach (var hostPort in hostPorts)
            yield return new JsonObject { ["IP"] = Loopback, ["PrivatePort"] = number, ["PublicPort"] = hostPort, ["Type"] = protocol };
    }

    private JsonArray HostPorts(string port) => new([.. Ports[port].Select(hostPort => new JsonObject
    {
        ["HostIp"] = Loopback,
        ["HostPort"] = hostPort.ToString(CultureInfo.InvariantCulture),
    })]);

    private static JsonObject Map(IEnumerable<string> ports, Func<string, JsonNode?> value) =>
        new(ports.Order(StringComparer.Ordinal).Select(port => KeyValuePair.Create(port, value(port))));

    private static (int Number, string Protocol) Split(string port)
    {
        var parts = port.Split('/');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);
    }
}

[JsonSerializable(typeof(PortBook))]
internal sealed partial class PortBookJson : JsonSerializerContext;
