using System.Net;
using System.Net.Sockets;

namespace BackendLabs.SnippetHost.Probing;

/// <summary>Reaches for the machine's own listeners, other hosts and name look-ups.</summary>
internal static class NetworkAttacks
{
    public static IEnumerable<Func<string?>> All(IReadOnlyDictionary<string, string> facts) =>
    [
        () => Connect(new IPEndPoint(IPAddress.Loopback, int.Parse(facts["port"])), "the machine's loopback"),
        () => Connect(new UnixDomainSocketEndPoint("\0" + facts["abstract"]), "a socket without a file"),
        () => Connect(new IPEndPoint(IPAddress.Parse("169.254.169.254"), 80), "the metadata address"),
        () => Connect(new UnixDomainSocketEndPoint("/var/run/docker.sock"), "Docker"),
        () => Dns.GetHostAddresses("example.com").Length > 0 ? "names can be looked up" : null,
        () => OtherInterfaces() is { Length: > 0 } others ? $"there is a network interface {others}" : null,
    ];

    private static string Connect(EndPoint place, string what)
    {
        var isLocal = place is UnixDomainSocketEndPoint;
        using var socket = new Socket(
            isLocal ? AddressFamily.Unix : AddressFamily.InterNetwork, SocketType.Stream, isLocal ? ProtocolType.Unspecified : ProtocolType.Tcp);
        socket.Connect(place);
        return $"{what} can be connected to";
    }

    private static string OtherInterfaces() => string.Join(", ", File.ReadLines("/proc/net/dev")
        .Skip(2).Select(line => line.Split(':')[0].Trim()).Where(name => name is not "lo"));
}
