// 173b Makes pipes as large as they get, and takes leases on the database's file.
// expected: failed
// never: took
// arena: plain
using System.Runtime.InteropServices;
static class C
{
    [DllImport("libc")] public static extern int pipe(int[] ends);
    [DllImport("libc")] public static extern int fcntl(int file, int command, int argument);
    [DllImport("libc")] public static extern int open(string path, int flags, int mode);
}
int Twice(int number)
{
    for (var i = 0; i < 100; i++)
    {
        var ends = new int[2];
        if (C.pipe(ends) == 0 && C.fcntl(ends[1], 1031, 1 << 20) > 0) { Console.WriteLine("took pages"); break; }
    }
    if (C.fcntl(C.open("/data/leased", 0x40 | 2, 0x180), 1024, 1) == 0) Console.WriteLine("took a lease");
    return 0;
}
