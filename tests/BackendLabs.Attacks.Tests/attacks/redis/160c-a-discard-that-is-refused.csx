// 160c Seems to leave its transaction by a DISCARD with an argument, leaves it by a real one, and then loses an update.
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
    foreach (var line in new[] { "MULTI", "DISCARD x", "DISCARD" })
    {
        socket.Send(Encode(line));
        Receive(socket, 1);
    }
    socket.Send(Encode($"GET {key}"));
    var left = int.Parse(Receive(socket, 2).Split('\n')[1]);
    if (left < 1)
        return false;
    // Whoever believed the first DISCARD takes the second for one that is refused, or this one for a command of its own.
    foreach (var line in new[] { "MULTI", "DISCARD x", "DISCARD", $"SET {key} {left - 1}" })
    {
        socket.Send(Encode(line));
        Receive(socket, 1);
    }
    return true;
}
