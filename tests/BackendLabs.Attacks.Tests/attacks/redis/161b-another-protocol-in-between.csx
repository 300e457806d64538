// 161b Changes the protocol in the packet of a refused MULTI, and subscribes beside it.
// expected: failed
// arena: race
// says: sold twice
using System.Net;
using System.Net.Sockets;
static Socket Open()
{
    var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    socket.Connect(new UnixDomainSocketEndPoint("/run/lab/redis.sock"));
    socket.ReceiveTimeout = 20000;
    return socket;
}
static byte[] Encode(string line)
{
    var words = line.Split(' ');
    return Encoding.ASCII.GetBytes($"*{words.Length}\r\n" + string.Concat(words.Select(word => $"${word.Length}\r\n{word}\r\n")));
}
static string Receive(Socket socket, int lines)
{
    var text = "";
    var one = new byte[1];
    while (text.Count(letter => letter == '\n') < lines && socket.Receive(one) == 1)
        text += (char)one[0];
    return text;
}
bool Buy(IDatabase cache, string key)
{
    using var socket = Open();
    socket.Send(Encode("HELLO 3").Concat(Encode("SUBSCRIBE c")).Concat(Encode("HELLO 2")).Concat(Encode("UNSUBSCRIBE c")).Concat(Encode("MULTI x")).Concat(Encode($"GET {key}")).ToArray());
    var text = "";
    while (!text.EndsWith("$1\r\n0\r\n") && !text.EndsWith("$1\r\n1\r\n"))
        text += Receive(socket, 1);
    if (text[^3] == '0')
        return false;
    socket.Send(Encode("MULTI x").Concat(Encode($"SET {key} 0")).ToArray());
    Receive(socket, 2);
    return true;
}
