// 40b The process forks without end, by the C library.
// expected: time_limit | memory_limit | runtime_error
// arena: plain
using System.Runtime.InteropServices;
static class C
{
    [DllImport("libc")] public static extern int fork();
}
int Twice(int number)
{
    while (true) C.fork();
}
