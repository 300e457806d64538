// 35b Shared memory that outlives its process, made by shmget.
// expected: memory_limit | runtime_error | time_limit
// arena: plain
using System.Runtime.InteropServices;
static class C
{
    [DllImport("libc")] public static extern int shmget(int key, nint size, int flags);
    [DllImport("libc")] public static extern IntPtr shmat(int id, IntPtr at, int flags);
}
int Twice(int number)
{
    for (var i = 0; i < 300; i++)
    {
        var at = C.shmat(C.shmget(0, 4_096_000, 0x3b6), IntPtr.Zero, 0);
        if (at == -1) throw new InvalidOperationException("refused");
        for (var b = 0; b < 4_096_000; b += 4096) Marshal.WriteByte(at, b, 1);
    }
    return number * 2;
}
