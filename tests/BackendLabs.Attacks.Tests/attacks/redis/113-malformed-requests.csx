// 113 Sends what is no RESP: wrong types, negative and huge lengths, nested arrays, noughts.
// expected: failed|runtime_error
// arena: cache
// says: ERR Protocol error
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
    foreach (var text in new[] { "*-1\r\n", "*1000000000\r\n", "*1\r\n$-5\r\n", "*1\r\n$99999999999\r\n", "*2\r\n*1\r\n$1\r\nx\r\n", "$3\r\nGET\r\n", ":1\r\n", "*1\r\n$4\r\nPINGxx", "\0\0\0\0", "GET attack\r\n", "*3\r\n$3\r\nSET\r\n$2\r\nk\r\n$1\r\nv\r\n", new string('*', 100_000) })
    {
        using var socket = Open();
        Console.WriteLine(Ask(socket, text).Split('\r')[0]);
    }
}
