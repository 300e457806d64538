// 75b Connects to the judge's socket anew, as if it were the host.
// expected: failed
// arena: plain
// says: nobody
// never: reached
using System.IO;
using System.Net.Sockets;
int Twice(int number)
{
    foreach (var path in Directory.GetFileSystemEntries("/run/lab").Append("/run/lab/host.sock"))
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try { socket.Connect(new UnixDomainSocketEndPoint(path)); Console.WriteLine("reached " + path); } catch (Exception) { Console.WriteLine("nobody"); }
    }
    return 0;
}
