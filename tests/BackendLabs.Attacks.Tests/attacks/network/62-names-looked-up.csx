// 62 Looks names up: by the system's resolver, by UDP and by TCP to well-known servers.
// expected: failed
// arena: plain
// says: unknown
// says: unreachable
// never: found
// never: sent to
using System.Net;
using System.Net.Sockets;
int Twice(int number)
{
    foreach (var name in new[] { "example.org", "metadata.google.internal", "host.docker.internal" })
    {
        try { Console.WriteLine("found " + string.Join(",", Dns.GetHostAddresses(name).Select(a => a.ToString()))); } catch (Exception) { Console.WriteLine("unknown"); }
    }
    using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    foreach (var server in new[] { "8.8.8.8", "127.0.0.53", "224.0.0.251", "255.255.255.255" })
    {
        try { udp.EnableBroadcast = true; udp.SendTo(new byte[32], new IPEndPoint(IPAddress.Parse(server), 53)); if (server[0] != '1') Console.WriteLine("sent to " + server); } catch (Exception) { Console.WriteLine("unreachable"); }
    }
    return 0;
}
