// 126b Holds as many connections as the service takes, each with half a head; one more is turned away.
// expected: failed
// arena: http
// says: turned away: True
using System.Net.Sockets;
static Socket Open()
{
    var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    socket.Connect(new UnixDomainSocketEndPoint("/run/lab/http.sock"));
    socket.ReceiveTimeout = 1_000;
    return socket;
}
static string Said(Socket socket)
{
    var buffer = new byte[4096];
    try { return Encoding.ASCII.GetString(buffer, 0, socket.Receive(buffer)); } catch (SocketException) { return "cut"; }
}
int PriceOf(HttpClient prices, int id)
{
    var open = new List<Socket>();
    for (var count = 0; count < 300; count++)
    {
        open.Add(Open());
        try { open[^1].Send("GET /prices/7 HTTP/1.1\r\nHost: p"u8); } catch (SocketException) { }
    }
    var last = Said(open[^1]);
    Console.WriteLine($"turned away: {last is "" or "cut"}");
    return 0;
}
