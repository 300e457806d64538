// 42b A shell in a session of its own goes on in the background, with all signals ignored.
// expected: passed | runtime_error
// arena: plain
using System.Diagnostics;
int Twice(int number)
{
    using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "trap '' HUP INT TERM QUIT PIPE; (while :; do sleep 1; done) &"]))!;
    shell.WaitForExit();
    return number * 2;
}
