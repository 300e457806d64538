// 45e Message queues and semaphores that outlive their maker.
// expected: passed | runtime_error
// arena: plain
using System.Runtime.InteropServices;
static class C
{
    [DllImport("libc")] public static extern int msgget(int key, int flags);
    [DllImport("libc")] public static extern int semget(int key, int count, int flags);
}
int Twice(int number)
{
    for (var i = 0; i < 5000; i++)
    {
        C.msgget(i + 1, 0x3b6);
        C.semget(i + 1, 100, 0x3b6);
    }
    return number * 2;
}
