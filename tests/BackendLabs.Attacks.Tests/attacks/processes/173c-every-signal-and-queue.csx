// 173c Takes timers, waiting signals, message queues and locked memory until the user has none left.
// expected: failed
// never: took too
// arena: plain
using System.Runtime.InteropServices;
static class C
{
    [DllImport("libc")] public static extern int timer_create(int clock, nint how, out nint timer);
    [DllImport("libc")] public static extern int mq_open(string name, int flags, int mode, nint attributes);
    [DllImport("libc")] public static extern nint mmap(nint at, nint length, int protection, int flags, int file, long offset);
    [DllImport("libc")] public static extern int mlock(nint at, nint length);
}
int Twice(int number)
{
    var timers = 0;
    while (timers < 5000 && C.timer_create(1, 0, out _) == 0) timers++;
    if (timers > 256) Console.WriteLine($"took too many timers: {timers}");
    if (C.mq_open("/mine", 0x40 | 2, 0x180, 0) >= 0) Console.WriteLine("took too much: a queue");
    if (C.mlock(C.mmap(0, 1 << 20, 3, 0x22, -1, 0), 1 << 20) == 0) Console.WriteLine("took too much: a megabyte locked");
    return 0;
}
