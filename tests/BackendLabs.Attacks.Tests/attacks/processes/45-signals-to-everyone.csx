// 45 SIGKILL and SIGSTOP to every process that can be reached.
// expected: runtime_error | time_limit
// arena: plain
using System.Runtime.InteropServices;
static class C { [DllImport("libc")] public static extern int kill(int process, int signal); }
int Twice(int number)
{
    for (var process = 1; process < 70_000; process++)
        if (process != Environment.ProcessId) C.kill(process, 9);
    C.kill(@grader@, 9);
    C.kill(-1, 19);
    C.kill(-1, 9);
    C.kill(0, 9);
    return number * 2;
}
