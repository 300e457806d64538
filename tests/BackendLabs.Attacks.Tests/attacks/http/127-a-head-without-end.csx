// 127 Sends headers until nobody listens any more.
// expected: failed
// arena: http
// says: 431
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
    var socket = Open();
    socket.Send("GET /prices/7 HTTP/1.1\r\nHost: prices\r\n"u8);
    var line = Encoding.ASCII.GetBytes("X-More: " + new string('a', 1_000) + "\r\n");
    try { for (var count = 0; count < 100_000; count++) socket.Send(line); } catch (SocketException) { }
    Console.WriteLine(Said(socket));
    return 0;
}
