// 71b Answers calls that were never made, and its own twice and out of order.
// expected: failed
// arena: plain
// says: Actual = 41
using System.IO;
using System.Net.Sockets;
static void Say(byte[] length, string text)
{
    // Every socket that this process has: the judge's is among them.
    foreach (var descriptor in Directory.GetFiles("/proc/self/fd"))
    {
        try
        {
            if (new FileInfo(descriptor).LinkTarget?.StartsWith("socket:") != true)
                continue;
            using var file = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(int.Parse(Path.GetFileName(descriptor)), ownsHandle: false), FileAccess.Write, 0);
            file.Write([.. length, .. Encoding.UTF8.GetBytes(text)]);
        }
        catch (Exception) { }
    }
}
static void SayWhole(string text) => Say(BitConverter.GetBytes(Encoding.UTF8.GetByteCount(text)), text);
int Twice(int number)
{
    for (var id = -5; id < 5; id++)
    {
        if (id != 1)
            SayWhole($"{{\"$type\":\"returned\",\"id\":{id},\"json\":\"42\"}}");
    }
    SayWhole("{\"$type\":\"loaded\"}");
    SayWhole("{\"$type\":\"hello\"}");
    SayWhole("{\"$type\":\"returned\",\"id\":1,\"json\":\"41\"}");
    SayWhole("{\"$type\":\"returned\",\"id\":1,\"json\":\"42\"}");
    return 42 / 2;
}
