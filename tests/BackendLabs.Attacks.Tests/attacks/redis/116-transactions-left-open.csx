// 116 Leaves transactions and watches open, and queues commands in them without end.
// expected: failed|runtime_error|denied|time_limit
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
    for (var i = 0; i < 10; i++)
    {
        var socket = Open();
        socket.SendTimeout = 100;
        socket.ReceiveTimeout = 10;
        try
        {
            socket.Send(Encoding.ASCII.GetBytes("*2\r\n$5\r\nWATCH\r\n$6\r\nattack\r\n*1\r\n$5\r\nMULTI\r\n"));
            for (var j = 0; j < 50; j++)
                socket.Send(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$1\r\nv\r\n", 100))));
        }
        catch (SocketException) { }
    }
}
