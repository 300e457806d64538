// 126 Opens connections until no more can be made.
// expected: failed|runtime_error|time_limit
// arena: http
using System.Net.Sockets;
static Socket Open()
{
    var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    socket.Connect(new UnixDomainSocketEndPoint("/run/lab/http.sock"));
    socket.ReceiveTimeout = 1_000;
    return socket;
}
int PriceOf(HttpClient prices, int id)
{
    var open = new List<Socket>();
    try { while (true) open.Add(Open()); } catch (Exception) { }
    Console.WriteLine(open.Count);
    return 0;
}
