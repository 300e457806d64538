// 40 Programs are started in a loop.
// expected: runtime_error | time_limit | memory_limit
// arena: plain
using System.Diagnostics;
int Twice(int number)
{
    while (true) Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["--info"]) { RedirectStandardOutput = true });
}
