// 61 Tries the ports of the machine's own services on its own loopback, both kinds.
// expected: failed
// arena: plain
// never: reached
using System.Net;
using System.Net.Sockets;
int Twice(int number)
{
    foreach (var address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback, IPAddress.Any, IPAddress.Parse("127.0.0.53"), IPAddress.Parse("::ffff:127.0.0.1") })
    {
        foreach (var port in new[] { 22, 53, 80, 443, 2375, 2376, 5080, 5432, 6379, 8080, 10250 })
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try { socket.Connect(address, port); Console.WriteLine($"reached {address}:{port}"); } catch (Exception) { }
        }
    }
    return 0;
}
