// 42 A grandchild leaves its session and goes on without its parents.
// expected: passed | runtime_error
// arena: plain
using System.Runtime.InteropServices;
static class C
{
    [DllImport("libc")] public static extern int fork();
    [DllImport("libc")] public static extern int setsid();
    [DllImport("libc")] public static extern int pause();
    [DllImport("libc")] public static extern void _exit(int code);
    [DllImport("libc")] public static extern uint sleep(uint seconds);
}
int Twice(int number)
{
    // Bound before the fork: a child of a runtime has one thread, and cannot load what it needs.
    C.setsid();
    C.sleep(0);
    if (C.fork() == 0)
    {
        C.setsid();
        if (C.fork() == 0)
            while (true) C.sleep(1000);
        C.sleep(1000);
    }
    return number * 2;
}
