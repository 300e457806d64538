// 64 Floods the socket by which its own Redis client reaches the gate.
// expected: failed|runtime_error|time_limit
// arena: cache
using System.Net.Sockets;
void Remember(IDatabase cache, string key, string value)
{
    var gate = cache.Multiplexer.GetEndPoints()[0];
    var open = new List<Socket>();
    for (var i = 0; i < 300; i++)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try { socket.Connect(gate); socket.Send(new byte[1000]); open.Add(socket); } catch (SocketException) { }
    }
    Console.WriteLine(open.Count);
}
