// 128 Hides a request in the body of another, by two lengths and by a length beside chunks.
// expected: failed
// arena: http
// says: HTTP/1.1 400 Bad Request
// never: HTTP/1.1 200
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
    const string Hidden = "GET /prices/7 HTTP/1.1\r\nHost: prices\r\n\r\n";
    foreach (var framing in new[] { "Content-Length: 0\r\nContent-Length: 41\r\n", "Content-Length: 0\r\nContent-Length: 0x29\r\n", "Transfer-Encoding: x\r\n", "Transfer-Encoding : chunked\r\n" })
    {
        var socket = Open();
        socket.Send(Encoding.ASCII.GetBytes("POST /other HTTP/1.1\r\nHost: prices\r\n" + framing + "\r\n" + Hidden));
        Console.WriteLine(Said(socket));
    }
    return 0;
}
