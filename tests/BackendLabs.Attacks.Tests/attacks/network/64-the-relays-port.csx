// 64 Floods the loopback port by which its own Redis client reaches the gate.
// expected: failed|runtime_error|time_limit
// arena: cache
using System.Net;
using System.Net.Sockets;
void Remember(IDatabase cache, string key, string value)
{
    var port = ((IPEndPoint)cache.Multiplexer.GetEndPoints()[0]).Port;
    var open = new List<Socket>();
    for (var i = 0; i < 300; i++)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try { socket.Connect(IPAddress.Loopback, port); socket.Send(new byte[1000]); open.Add(socket); } catch (SocketException) { }
    }
    Console.WriteLine(open.Count);
}
