// 31b A file that is in memory only, made by memfd_create.
// expected: memory_limit | runtime_error
// arena: plain
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
static class C
{
    [DllImport("libc")] public static extern int memfd_create(string name, uint flags);
}
int Twice(int number)
{
    var block = new byte[1_000_000];
    Array.Fill(block, (byte)1);
    while (true)
    {
        var file = new FileStream(new SafeFileHandle((IntPtr)C.memfd_create("a", 0), ownsHandle: false), FileAccess.Write);
        for (var i = 0; i < 30; i++) file.Write(block);
        file.Flush();
    }
}
