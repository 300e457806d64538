// 81b Makes shared memory, semaphores and message queues that another's process could find.
// expected: failed|denied|runtime_error
// arena: plain
// never: another's
using System.Runtime.InteropServices;
[DllImport("libc")] static extern int shmget(int key, nint size, int flags);
[DllImport("libc")] static extern int msgget(int key, int flags);
[DllImport("libc")] static extern int semget(int key, int count, int flags);
int Twice(int number)
{
    shmget(0x5eed, 4096, 0x3b6 | 0x200);
    msgget(0x5eed, 0x3b6 | 0x200);
    semget(0x5eed, 1, 0x3b6 | 0x200);
    foreach (var file in new[] { "/proc/sysvipc/shm", "/proc/sysvipc/msg", "/proc/sysvipc/sem" })
    {
        try { if (System.IO.File.ReadAllLines(file).Length > 2) Console.WriteLine("another's " + file); } catch (Exception) { }
    }
    return 0;
}
