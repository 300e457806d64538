// 31c Anonymous mappings, made and touched until nothing is left.
// expected: memory_limit
// arena: plain
using System.Runtime.InteropServices;
static class C
{
    [DllImport("libc")] public static extern IntPtr mmap(IntPtr at, nint length, int protection, int flags, int file, nint offset);
}
int Twice(int number)
{
    while (true)
    {
        var more = C.mmap(IntPtr.Zero, 4_096_000, 3, 0x22, -1, 0);
        for (var i = 0; i < 4_096_000; i += 4096) Marshal.WriteByte(more, i, 1);
    }
}
