// 45d Watches, timers, epolls and sockets without end, which the kernel counts and nobody else does.
// expected: passed | runtime_error | memory_limit | time_limit
// arena: plain
using System.Runtime.InteropServices;
static class C
{
    [DllImport("libc")] public static extern int inotify_init();
    [DllImport("libc")] public static extern int inotify_add_watch(int file, string path, uint mask);
    [DllImport("libc")] public static extern int timerfd_create(int clock, int flags);
    [DllImport("libc")] public static extern int epoll_create(int size);
    [DllImport("libc")] public static extern int eventfd(uint initial, int flags);
    [DllImport("libc")] public static extern int socket(int family, int type, int protocol);
}
int Twice(int number)
{
    for (var i = 0; i < 2000; i++)
    {
        var watch = C.inotify_init();
        foreach (var folder in new[] { "/", "/tmp", "/data", "/usr", "/proc" }) C.inotify_add_watch(watch, folder, 0xfff);
        C.timerfd_create(1, 0);
        C.epoll_create(1);
        C.eventfd(0, 0);
        C.socket(1, 1, 0);
    }
    return number * 2;
}
