// 43d The process stops itself and waits for a signal that nobody sends.
// expected: time_limit
// arena: plain
using System.Runtime.InteropServices;
static class C
{
    [DllImport("libc")] public static extern int getpid();
    [DllImport("libc")] public static extern int kill(int process, int signal);
}
int Twice(int number)
{
    C.kill(C.getpid(), 19);
    Thread.Sleep(-1);
    return number * 2;
}
