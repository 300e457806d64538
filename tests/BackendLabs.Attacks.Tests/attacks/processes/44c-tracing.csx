// 44c Another process is traced.
// expected: denied
// arena: plain
using System.Runtime.InteropServices;
static class C { [DllImport("libc")] public static extern long ptrace(long request, int process, IntPtr a, IntPtr b); }
int Twice(int number)
{
    C.ptrace(0x4206, 1, IntPtr.Zero, IntPtr.Zero);
    return number * 2;
}
