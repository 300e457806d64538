// 45b Priorities and limits are raised: nice, real-time scheduling, prlimit.
// expected: passed
// arena: plain
using System.Runtime.InteropServices;
static class C
{
    [DllImport("libc")] public static extern int setpriority(int which, int who, int priority);
    [DllImport("libc")] public static extern int sched_setscheduler(int process, int policy, int[] parameters);
    [DllImport("libc")] public static extern int prlimit(int process, int resource, long[] limit, IntPtr old);
    [DllImport("libc")] public static extern int mlockall(int flags);
}
int Twice(int number)
{
    var unlimited = new long[] { -1, -1 };
    var raised = C.setpriority(0, 0, -20) == 0 || C.sched_setscheduler(0, 1, [50]) == 0;
    foreach (var resource in new[] { 0, 1, 4, 6, 7 })
        raised |= C.prlimit(0, resource, unlimited, IntPtr.Zero) == 0;
    return raised ? 0 : number * 2;
}
