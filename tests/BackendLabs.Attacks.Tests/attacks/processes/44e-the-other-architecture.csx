// 44e A call by another table of numbers, which a filter may have forgotten.
// expected: denied | runtime_error
// arena: plain
using System.Runtime.InteropServices;
static class C { [DllImport("libc")] public static extern long syscall(long number, long a, long b); }
int Twice(int number)
{
    C.syscall(0x40000000 + 272, 0x10000000, 0);
    return number * 2;
}
