// 61b Looks for the machine's abstract unix sockets, and connects to those that there usually are.
// expected: failed
// arena: plain
// never: reached
// never: listed @
using System.IO;
using System.Net.Sockets;
int Twice(int number)
{
    foreach (var line in File.ReadLines("/proc/net/unix").Skip(1).Where(line => line.Contains('@')))
        Console.WriteLine("listed " + line.Split(' ')[^1]);
    foreach (var name in new[] { "/tmp/dbus-x", "/org/kernel/linux/storage/multipathd", "/containerd-shim/x.sock", "snap-x", "/tmp/.X11-unix/X0" })
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try { socket.Connect(new UnixDomainSocketEndPoint("\0" + name)); Console.WriteLine("reached " + name); } catch (Exception) { }
    }
    return 0;
}
