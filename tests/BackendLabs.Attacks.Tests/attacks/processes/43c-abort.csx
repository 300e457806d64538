// 43c The C library aborts the process.
// expected: runtime_error
// arena: plain
using System.Runtime.InteropServices;
static class C { [DllImport("libc")] public static extern void abort(); }
int Twice(int number)
{
    C.abort();
    return number * 2;
}
