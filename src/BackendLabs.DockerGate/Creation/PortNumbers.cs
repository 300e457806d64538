using System.Globalization;
using System.Text.Json;
using BackendLabs.DockerGate.Http;

namespace BackendLabs.DockerGate.Creation;

internal static class PortNumbers
{
    private const int FirstUnprivileged = 1024;
    private const int Last = 65535;
    private const int MostBindings = 4;
    private const string Tcp = "tcp";

    /// <summary>A port of the container's as the Engine writes it: <c>80/tcp</c>, also where <c>80</c> was written.</summary>
    public static string ContainerPort(string port)
    {
        var parts = port.Split('/');
        return parts.Length <= 2 && Number(parts[0]) is { } number && (parts.Length == 1 || parts[1] is "tcp" or "udp")
            ? string.Create(CultureInfo.InvariantCulture, $"{number}/{(parts.Length == 1 ? Tcp : parts[1])}")
            : throw RequestRefusedException.Mistake($"The port '{RequestTarget.Shown(port)}' is not written like 80/tcp.");
    }

    /// <summary>The number of a port that was written by <see cref="ContainerPort"/>.</summary>
    public static int Of(string port) => int.Parse(port.AsSpan(0, port.IndexOf('/', StringComparison.Ordinal)), CultureInfo.InvariantCulture);

    public static bool IsTcp(string port) => port.EndsWith("/" + Tcp, StringComparison.Ordinal);

    /// <summary>Docker's map of container ports to host ports. Only loopback is reached from outside a container.</summary>
    public static List<PublishedPort> Read(IReadOnlyDictionary<string, JsonElement> bindings)
    {
        var ports = new List<PublishedPort>();
        foreach (var (written, hosts) in bindings)
        {
            var port = ContainerPort(written);
            if (!IsTcp(port))
            {
                throw RequestRefusedException.NotHere(
                    $"HostConfig.PortBindings of {port} is not allowed in this lab: only TCP ports are published.");
            }

            if (hosts.ValueKind == JsonValueKind.Null)
            {
                ports.Add(new PublishedPort(port, null));
                continue;
            }

            if (hosts.ValueKind != JsonValueKind.Array || hosts.GetArrayLength() > MostBindings)
                throw RequestRefusedException.Mistake($"HostConfig.PortBindings[{port}] is not a list of at most {MostBindings}.");
            ports.AddRange(hosts.EnumerateArray().Select(host => Binding(port, StrictObject.Of(host, "HostConfig.PortBindings"))));
        }

        return ports;
    }

    private static PublishedPort Binding(string port, StrictObject host)
    {
        var address = host.Text("HostIp");
        var number = host.Text("HostPort");
        host.Done();
        if (address is not ("" or "127.0.0.1"))
        {
            throw RequestRefusedException.NotHere(
                $"HostConfig.PortBindings on the address '{RequestTarget.Shown(address)}' is not allowed in this lab: "
                + "ports are published on 127.0.0.1, so that nobody else on the network reaches them. Leave HostIP empty.");
        }

        if (number is "" or "0")
            return new PublishedPort(port, null);
        return Number(number) is { } chosen and >= FirstUnprivileged
            ? new PublishedPort(port, chosen)
            : throw RequestRefusedException.NotHere(
                $"HostConfig.PortBindings on the host port '{RequestTarget.Shown(number)}' is not allowed in this lab: "
                + $"write one port from {FirstUnprivileged} to {Last}, or leave HostPort empty to get a free one.");
    }

    private static int? Number(string text) =>
        text.Length is > 0 and <= 5
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= Last
            ? number
            : null;
}
