// 60 Asks the addresses at which clouds tell a machine its secrets.
// expected: failed
// arena: plain
// says: unreachable
// never: reached
using System.Net;
using System.Net.Sockets;
int Twice(int number)
{
    foreach (var address in new[] { "169.254.169.254", "fd00:ec2::254", "100.100.100.200", "168.63.129.16", "10.0.0.1", "172.17.0.1", "192.168.0.1", "1.1.1.1" })
    {
        var ip = IPAddress.Parse(address);
        using var socket = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try { if (socket.ConnectAsync(ip, 80).Wait(100)) Console.WriteLine("reached " + address); else Console.WriteLine("silent"); } catch (Exception) { Console.WriteLine("unreachable"); }
    }
    return 0;
}
