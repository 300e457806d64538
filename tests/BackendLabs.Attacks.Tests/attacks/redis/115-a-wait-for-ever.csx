// 115 Waits for a list that nobody fills, on every connection that it gets.
// expected: denied|time_limit|failed|runtime_error
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
        socket.Send(Encoding.ASCII.GetBytes("*3\r\n$5\r\nBLPOP\r\n$4\r\nnone\r\n$1\r\n0\r\n*3\r\n$4\r\nWAIT\r\n$1\r\n9\r\n$1\r\n0\r\n"));
    }
    cache.Execute("BLPOP", "none", "0");
}
