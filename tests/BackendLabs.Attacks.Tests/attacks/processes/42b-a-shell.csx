// 42b A shell is started, as a first step to anything else: there is none.
// expected: runtime_error
// arena: plain
// says: No such file
using System.Diagnostics;
int Twice(int number)
{
    using var shell = Process.Start("/bin/sh", "-c true");
    shell.WaitForExit();
    return number * 2;
}
