// 71e Declares an answer, sends its beginning and no more.
// expected: time_limit
// arena: plain
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
    Say([0, 0, 1, 0], "{\"$type\":\"returned\",");
    Thread.Sleep(-1);
    return 0;
}
