// 117 Subscribes many times and publishes to itself.
// expected: failed|runtime_error|time_limit|denied
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
    for (var i = 0; i < 20; i++)
    {
        var socket = Open();
        socket.Send(Encoding.ASCII.GetBytes("*2\r\n$10\r\nPSUBSCRIBE\r\n$1\r\n*\r\n"));
    }
    var text = new string('x', 100_000);
    for (var i = 0; i < 200; i++)
        cache.Multiplexer.GetSubscriber().Publish("c", text);
}
