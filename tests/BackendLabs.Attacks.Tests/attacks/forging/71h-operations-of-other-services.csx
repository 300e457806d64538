// 71h Reports that it has asked Redis, and services that its world has not, and what the judge did.
// expected: failed
// arena: cache
// says: redis FORGED
// never: (?m)^(docker|judge|code|http|sqlite) FORGED
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
void Remember(IDatabase cache, string key, string value)
{
    foreach (var service in new[] { "redis", "docker", "judge", "code", "http", "sqlite" })
        SayWhole($"{{\"$type\":\"observed\",\"event\":{{\"atMicroseconds\":1,\"durationMicroseconds\":1,\"service\":\"{service}\",\"operation\":\"FORGED\",\"detail\":\"y\"}}}}");
}
