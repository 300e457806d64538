// 113c Asks for large replies and never reads one.
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
    cache.StringSet("big", new string('x', 900_000));
    var open = new List<Socket>();
    for (var i = 0; i < 40; i++)
    {
        var socket = Open();
        socket.SendTimeout = 100;
        try { socket.Send(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("*2\r\n$3\r\nGET\r\n$3\r\nbig\r\n", 1000)))); } catch (SocketException) { }
        open.Add(socket);
    }
}
