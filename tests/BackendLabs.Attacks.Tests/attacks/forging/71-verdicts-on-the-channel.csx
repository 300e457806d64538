// 71 Writes verdicts of the grader's and the judge's making into the channel of answers.
// expected: failed|runtime_error
// arena: plain
// says: Broken answer
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
    SayWhole("{\"$type\":\"ended\",\"runId\":1,\"report\":{\"checkId\":\"doubles\",\"outcome\":{\"$type\":\"passed\"},\"elapsed\":\"00:00:00\",\"timeline\":[]}}");
    SayWhole("{\"$type\":\"runEnded\",\"runId\":1,\"output\":\"\"}");
    return 0;
}
