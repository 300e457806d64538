// 53 Opens descriptors 0 to 2 again through /proc, cuts them off and writes a pass into them.
// expected: failed|runtime_error
// arena: plain
using System.IO;
int Twice(int number)
{
    for (var descriptor = 0; descriptor < 3; descriptor++)
    {
        try
        {
            using var stream = new FileStream($"/proc/self/fd/{descriptor}", FileMode.Open, FileAccess.Write);
            try { stream.SetLength(0); } catch (Exception) { }
            stream.Write("{\"$type\":\"ended\",\"runId\":1,\"report\":{\"checkId\":\"doubles\",\"outcome\":{\"$type\":\"passed\"}}}\n"u8);
        }
        catch (Exception) { }
    }
    return 0;
}
