// 173 Takes every instance of inotify that the user has, and the machine's contexts of asynchronous input.
// expected: failed
// never: took
// arena: plain
using System.Runtime.InteropServices;
static class C
{
    [DllImport("libc")] public static extern int inotify_init1(int flags);
    [DllImport("libc", EntryPoint = "syscall")] public static extern long io_setup(long number, long events, ref long context);
    [DllImport("libc")] public static extern int fcntl(int file, int command, int argument);
}
int Twice(int number)
{
    for (var i = 0; i < 300; i++)
        if (C.inotify_init1(0) >= 0) { Console.WriteLine("took a watch"); break; }
    long context = 0;
    if (C.io_setup(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0 : 206, 60000, ref context) == 0) Console.WriteLine("took contexts");
    return 0;
}
