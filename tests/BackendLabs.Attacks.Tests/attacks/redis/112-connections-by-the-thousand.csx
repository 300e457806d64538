// 112 Opens connections until no more can be made.
// expected: failed|runtime_error|time_limit
// arena: cache
using System.Net;
using System.Net.Sockets;
static Socket Open()
{
    var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    socket.Connect(new UnixDomainSocketEndPoint("/run/lab/redis.sock"));
    return socket;
}
static string Ask(Socket socket, string text)
{
    socket.Send(Encoding.UTF8.GetBytes(text));
    socket.ReceiveTimeout = 300;
    var buffer = new byte[4096];
    try { return Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer)); } catch (SocketException) { return "silence"; }
}
void Remember(IDatabase cache, string key, string value)
{
    var open = new List<Socket>();
    try { while (true) open.Add(Open()); } catch (Exception) { }
    Console.WriteLine(open.Count);
}
