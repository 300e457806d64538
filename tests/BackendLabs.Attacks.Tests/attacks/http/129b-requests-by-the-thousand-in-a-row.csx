// 129b Sends requests one behind the other and never reads an answer.
// expected: failed|denied|time_limit
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
    var many = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("GET /prices/7 HTTP/1.1\r\nHost: prices\r\n\r\n", 1_000)));
    var socket = Open();
    socket.SendTimeout = 1_000;
    try { for (var count = 0; count < 1_000; count++) socket.Send(many); } catch (SocketException) { Console.WriteLine("stopped"); }
    return 0;
}
